import {describe, expect, test} from 'vitest';
import type {Format} from '../../source/formats/format.ts';
import {html} from '../../source/formats/html.ts';
import {markdown} from '../../source/formats/markdown.ts';
import {text} from '../../source/formats/text.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {type StatsView, statusOf} from '../../source/resume/provenance.ts';
import {sections} from '../../source/resume/sections.ts';
import {select} from '../../source/resume/select.ts';
import type {PartialMetrics} from '../../source/stats/metric.ts';
import {emptyStats, type Stats} from '../../source/stats/stats.ts';

const fetchedAt = '2026-11-20T14:20:00.000Z';
const live = <T>(value: T, exactness: 'exact' | 'approximate' = 'exact') =>
	({value, source: 'rest', fetchedAt, freshness: 'live', exactness}) as const;

const statsWith = (findings: PartialMetrics, change: Partial<Stats> = {}): Stats => {
	const none = emptyStats('someone');
	return {...none, state: 'settled', metrics: {...none.metrics, ...findings}, ...change};
};

const printed = (format: Format, counted: StatsView, screenReader = false): string =>
	format(
		{
			profile: bundledProfile,
			sections: select(sections(bundledProfile, counted), {section: 'stats'}),
			whole: false,
		},
		{width: 80, screenReader: screenReader},
	);

describe('the legend is shown where there are bars', () => {
	const drawn = {stats: statsWith({stars: live(51)})};
	const undrawn = {stats: statsWith({contributedTo: live(9)})};

	test('and nowhere else', () => {
		expect(printed(text, drawn)).toMatch(/Stars.*━[\s\S]*Bars: where/);
		expect(printed(html, drawn)).toMatch(/<rect[\s\S]*Bars: where/);
		expect(printed(markdown, drawn)).toMatch(/Stars \| 51/);
		expect(printed(markdown, drawn)).not.toContain('Bars:');
		expect(printed(text, drawn, true)).toContain('Stars: 51');
		expect(printed(text, drawn, true)).not.toContain('Bars:');
	});

	test.each([
		['text', text],
		['html', html],
	])('nor in %s while none is known', (_name, format) => {
		expect(printed(format, undrawn)).toMatch(/Contributed to, last year/);
		expect(printed(format, undrawn)).not.toContain('Bars:');
	});
});

describe('the status', () => {
	test.each([
		[0, 0, 'asking'],
		[3, 14, 'asking 3/14'],
		[14, 14, 'asking'],
	])('of %i answers to %i requests is "%s"', (answered, asked, words) => {
		const stats = statsWith({}, {state: 'asking', progress: {asked, answered}});
		expect(statusOf({stats, now: 0})).toEqual([words]);
	});

	test('keeps the way to ask again with the reason to do so', () => {
		const stats = statsWith({}, {lastError: {code: 'offline'}});
		expect(statusOf({stats, now: 0, retryHint: 'r tries again'})).toEqual([
			'offline: cannot reach GitHub (r tries again)',
		]);
	});
});

test('the sign of an approximate number never stands alone on a line', () => {
	const stats = statsWith({stars: live(51, 'approximate'), issues: live(1_234_567, 'approximate')});
	for (let width = 14; width <= 80; width++) {
		const lines = printed((resume, options) => text(resume, {...options, width}), {stats}).split(
			'\n',
		);
		expect(lines.filter(line => /^\s*≈\s*$|\s≈$/.test(line))).toEqual([]);
	}
});
