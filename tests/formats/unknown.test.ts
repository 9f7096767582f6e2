import {describe, expect, test} from 'vitest';
import {render} from '../../source/formats/render.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {plainText} from '../../source/resume/rich-text.ts';
import {sections} from '../../source/resume/sections.ts';
import {allMissing, type Known, type Reason} from '../../source/stats/metric.ts';
import {emptyStats, merge, type Stats} from '../../source/stats/stats.ts';

/* A file outlives the network's bad hour: it has the numbers that are known, and no word of the rest. */

const until = '2026-11-24T15:31:00.000Z';

const known: Known<number> = {
	value: 51,
	source: 'rest',
	fetchedAt: '2026-11-20T14:20:00.000Z',
	freshness: 'cached',
	exactness: 'exact',
};

const withReason = (reason: Reason, metrics = {}): Stats => ({
	...emptyStats(bundledProfile.stats.login),
	metrics: merge(allMissing(reason), metrics),
	state: 'settled',
	lastError: reason,
});

const states: Readonly<Record<string, Stats>> = {
	'a rate limit': withReason({code: 'rate-limited', until}),
	'no network': withReason({code: 'offline'}),
	'no network, with a number from the cache': withReason({code: 'offline'}, {stars: known}),
	'a number that came late': {
		...withReason({code: 'timed-out'}, {stars: {...known, freshness: 'live'}}),
		lastError: undefined,
	},
	'a fetch that is under way': {
		...emptyStats(bundledProfile.stats.login),
		metrics: merge(allMissing({code: 'asking'}), {stars: known}),
		state: 'asking',
		progress: {asked: 14, answered: 3},
	},
	'nothing asked': emptyStats(bundledProfile.stats.login),
};

const transient =
	/offline|rate limit|until|asking|asked|not known|in time|cannot reach|rejected|unexpected|Rank\b(?!’)|Followers|followers|–\s*$/im;

const print = (
	format: 'text' | 'markdown' | 'html' | 'json',
	stats: Stats,
	screenReader = false,
) => {
	return render(bundledProfile, {section: 'stats'}, format, {
		width: 80,
		screenReader,
		stats: {stats},
	});
};

/* What is read: a page has styles and widths as well. */
const wordsOf = (output: string) => output.replace(/<head>[\s\S]*<\/head>|<[^>]*>/g, ' ');

describe.each(Object.entries(states))('%s', (_name, stats) => {
	test.each(['text', 'markdown', 'html'] as const)('is not in %s', async format => {
		const words = wordsOf(await print(format, stats));
		expect(words).toContain('GitHub');
		expect(words).toContain(bundledProfile.stats.login);
		expect(words).not.toMatch(transient);
		expect(words.includes('51')).toBe('value' in stats.metrics.stars);
	});

	test('is not in the text for screen readers', async () => {
		expect(await print('text', stats, true)).not.toMatch(transient);
	});

	test('is in JSON as the reason of each number, and nowhere else', async () => {
		const [{blocks}] = JSON.parse(await print('json', stats)).sections;
		const {items} = blocks.find(({kind}: {readonly kind: string}) => kind === 'bars');
		expect(items).toHaveLength(7);
		const reasons = items.map(({missing}: {readonly missing?: string}) => missing);
		const {followers} = stats.metrics;
		expect(reasons[5]).toBe('code' in followers && followers.code);
		const others = blocks.filter(({kind}: {readonly kind: string}) => kind !== 'bars');
		expect(JSON.stringify(others)).not.toMatch(transient);
	});
});

test('is shown on a screen', () => {
	const stats = states['a rate limit'] as Stats;
	const blocks = sections(bundledProfile, {
		stats,
		now: Date.parse(until),
		retryHint: 'r tries again',
	})
		.filter(({id}) => id === 'stats')
		.flatMap(section => section.blocks);
	const texts = blocks.flatMap(block => {
		switch (block.kind) {
			case 'facts':
				return block.items.map(({text}) => text);
			case 'bars':
				return block.items.map(({text}) => text);
			case 'paragraph':
				return [plainText(block.text)];
			default:
				return [];
		}
	});
	expect(texts.join('\n')).toMatch(/rate limit, until .*r tries again/);
	expect(texts).toContain('–');
});
