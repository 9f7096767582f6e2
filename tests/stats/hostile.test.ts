import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {parseCalendar} from '../../source/github/calendar.ts';
import {isKnown} from '../../source/stats/metric.ts';
import {reply} from './github/failures.ts';
import {type Github, goodToken, startGithub} from './github/server.ts';
import {loaded, numbersIn, said} from './setup.ts';

/* Answers that mean harm: bounded, cleaned, and where they are not what was promised, not known. */

let github: Github;
beforeAll(async () => {
	github = await startGithub();
});
beforeEach(() => github.reset());
afterAll(() => github.close());

const noCards = () => ({baseUrls: {...github.baseUrls, cards: []}});

const wrong: readonly (readonly [string, unknown])[] = [
	['a billion', 1_000_000_000],
	['beyond safe integers', 2 ** 53],
	['negative', -1],
	['a fraction', 1.5],
	['a text', '12'],
	['null', null],
	['a list', [1]],
	['missing', undefined],
];

const repository = {
	name: 'one',
	fork: false,
	stargazers_count: 1,
	language: 'Python',
	pushed_at: '2026-01-01T00:00:00Z',
};

test.each(wrong)('a number that is %s is not known, whoever answers', async (_, value) => {
	github.intercept(/users\/sample-user$/, reply(200, {followers: value}));
	github.intercept(/\/repos\?/, reply(200, [{...repository, stargazers_count: value}]));
	github.intercept(/search/, reply(200, {total_count: value, items: value}));
	const {metrics} = await loaded(github, noCards());
	for (const [name, metric] of Object.entries(metrics)) {
		if (name !== 'calendar') {
			expect(metric, name).toEqual({code: 'malformed'});
		}
	}

	github.reset();
	github.intercept(/^\/(?:web|api\/(?!graphql))/, reply(500, ''));
	github.intercept(
		/graphql/,
		reply(200, {
			data: {
				reach: {followers: {totalCount: value}},
				own: {repositories: {nodes: [{...repository, stargazerCount: value}]}},
				year: {contributionsCollection: {totalCommitContributions: value}},
				others: {repositoriesContributedTo: {totalCount: value}},
			},
		}),
	);
	const numbers = numbersIn(await loaded(github, {...noCards(), token: goodToken}));
	expect(Object.values(numbers).every(number => typeof number === 'string')).toBe(true);
});

test('stars that add up to more than anyone has are not known', async () => {
	const page = [
		{...repository, stargazers_count: 999_999_999},
		{...repository, name: 'two', stargazers_count: 999_999_999},
	];
	github.intercept(/\/repos\?/, reply(200, page));
	expect(numbersIn(await loaded(github, noCards())).stars).toBe('malformed');
});

test('fields beyond the promised ones change nothing', async () => {
	const extra = {followers: 7, __proto__: {followers: 8}, constructor: 1, toString: 'no'};
	github.intercept(/users\/sample-user$/, reply(200, {...extra, surprise: {deep: [1, 2, 3]}}));
	expect(numbersIn(await loaded(github, noCards())).followers).toBe(7);
});

describe('names', () => {
	const sequence = '\u001B[2J\u001B]8;;https://evil.example\u0007Py\u202Ethon\n\u0000';

	test('of languages are one clean, bounded line', async () => {
		github.intercept(/\/repos\?/, reply(200, [{...repository, language: sequence}]));
		github.intercept(/languages/, reply(200, {[sequence]: 5, ['x'.repeat(5000)]: 1}));
		const {metrics} = await loaded(github, noCards());
		const text = JSON.stringify(metrics);
		expect(text).not.toMatch(/\\u001b|\\n|\\u0000|\u202E/i);
		if (!isKnown(metrics.languages)) {
			throw new Error('languages are missing');
		}

		for (const {name} of metrics.languages.value.shares) {
			expect(name.length).toBeLessThanOrEqual(60);
		}
	});

	test.each(['../../etc', 'a/b', 'a b', sequence, '', 'x'.repeat(101)])(
		'of a repository that GitHub would not allow are refused: %j',
		async name => {
			github.intercept(/\/repos\?/, reply(200, [{...repository, name}]));
			const {metrics} = await loaded(github, noCards());
			expect(said(metrics.repositories)).toBe('malformed');
			expect(github.counts.core).toBe(2);
		},
	);

	test('that are a part of every object are names like others', async () => {
		const page = ['__proto__', 'constructor', 'toString'].map(name => ({...repository, name}));
		github.intercept(/\/repos\?/, reply(200, page));
		github.intercept(/languages$/, reply(200, '{"toString": 3, "__proto__": 4}'));
		const {metrics} = await loaded(github, noCards());
		expect(github.requests.filter(path => path.endsWith('/languages'))).toHaveLength(3);
		expect(metrics.languages).toMatchObject({value: {shares: [{name: 'toString', bytes: 9}]}});
	});
});

test('a private repository is not shown, whatever a token sees', async () => {
	github.intercept(
		/\/repos\?/,
		reply(200, [repository, {...repository, name: 'p', private: true}]),
	);
	const {metrics} = await loaded(github, noCards());
	expect(said(metrics.repositories)).toMatchObject([{name: 'one'}]);
	expect(said(metrics.stars)).toBe(1);
});

test('a moment that is none is refused', async () => {
	github.intercept(/\/repos\?/, reply(200, [{...repository, pushed_at: 'yesterday, honestly'}]));
	expect(said((await loaded(github, noCards())).metrics.stars)).toBe('malformed');
});

test('more repositories than a page holds are refused', async () => {
	const page = Array.from({length: 101}, (_, index) => ({...repository, name: `r${index}`}));
	github.intercept(/\/repos\?/, reply(200, page));
	expect(said((await loaded(github, noCards())).metrics.stars)).toBe('malformed');
});

test('pages without end come to one', async () => {
	github.intercept(
		/\/repos\?/,
		reply(200, [repository], {link: `<${github.url}/api/x?page=2>; rel="next"`}),
	);
	expect(said((await loaded(github, noCards())).metrics.stars)).toBe('malformed');
	expect(github.requests.filter(path => path.includes('/repos?'))).toHaveLength(10);
});

describe('the calendar page', () => {
	const cell = (date: string, level: string, id = 'c-0-0') =>
		`<td class="ContributionCalendar-day" data-level="${level}" data-date="${date}" id="${id}"></td>`;
	const heading = '<h2>\n 1,211\n  contributions\n in the last year</h2>';

	test('counts with thousands are read whole, attributes in any order', () => {
		const html = `${heading}${cell('2026-02-02', '4')}<tool-tip data-x="1" for="c-0-0" class="y">1,204 contributions on February 2nd.</tool-tip>`;
		expect(parseCalendar(html)).toEqual({
			total: 1211,
			days: [{date: '2026-02-02', count: 1204, level: 4}],
		});
	});

	test('without tooltips the levels are still known, without a heading the sum is', () => {
		expect(parseCalendar(heading + cell('2026-02-02', '2')).days).toEqual([
			{date: '2026-02-02', count: null, level: 2},
		]);
		const tip = '<tool-tip for="c-0-0">No contributions on February 2nd.</tool-tip>';
		expect(parseCalendar(cell('2026-02-02', '0') + tip).total).toBe(0);
	});

	test.each([
		['no cell', heading],
		['neither heading nor counts', cell('2026-02-02', '2')],
		['a level of 5', heading + cell('2026-02-02', '5')],
		['a day that is none', heading + cell('2026-02-99', '1')],
		['a day twice', heading + cell('2026-02-02', '1') + cell('2026-02-02', '1')],
		[
			'a thousand days',
			heading +
				Array.from({length: 1000}, (_, day) =>
					cell(new Date(day * 86_400_000).toISOString().slice(0, 10), '1'),
				).join(''),
		],
	])('%s: no calendar', (_, html) => {
		expect(() => parseCalendar(html)).toThrow('malformed');
	});

	test('two megabytes made to be slow are not', () => {
		const start = process.cpuUsage();
		for (const part of ['<td data-date="', '<tool-tip for="', '1,', ' contributions ', '<td ']) {
			try {
				parseCalendar(part.repeat(2_000_000 / part.length));
			} catch {}
		}

		/* Of the processor, in microseconds: a clock would count a busy machine's other work. */
		expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
	});

	test('one that is broken costs nothing else', async () => {
		github.intercept(/web/, reply(200, '<html>Sign in</html>'));
		const stats = await loaded(github);
		expect(said(stats.metrics.calendar)).toBe('malformed');
		expect(said(stats.metrics.stars)).toBe(51);
	});
});
