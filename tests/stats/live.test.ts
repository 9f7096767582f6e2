import {readFileSync} from 'node:fs';
import {parse, validate} from 'graphql';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {parseLanguageCard, parseStatsCard} from '../../source/github/card-svg.ts';
import {query} from '../../source/github/graphql-query.ts';
import {isKnown} from '../../source/stats/metric.ts';
import {githubSchema} from './github/graphql.ts';
import {type Github, goodToken, startGithub} from './github/server.ts';
import {madeUpDays} from './github/users.ts';
import {loaded, numbersIn, said, storeFor} from './setup.ts';

/* Against the stand-in, everything well. */

let github: Github;
beforeAll(async () => {
	github = await startGithub();
});
beforeEach(() => github.reset());
afterAll(() => github.close());

const card = (name: string) =>
	readFileSync(new URL(`../fixtures/oracles/cards/${name}`, import.meta.url), 'utf8');

const ofSampleUser = {
	stars: 51,
	commits: 1284,
	pullRequests: 137,
	issues: 41,
	contributedTo: 9,
	followers: 23,
	reviews: 14,
};

test('the query is valid on GitHub’s own schema', () => {
	expect(validate(githubSchema(), parse(query))).toEqual([]);
});

test.each(['sample-user', 'zero-user'])(
	'with a token: one request, and every number of %s is the original’s',
	async login => {
		const stats = await loaded(github, {login, token: goodToken});
		expect(github.requests).toEqual(['POST /api/graphql']);
		expect(stats.state).toBe('settled');
		expect(stats.lastError).toBeUndefined();

		const {rank, ...printed} = parseStatsCard(card(`stats-${login}.svg`));
		expect(numbersIn(stats)).toMatchObject(printed);
		const {metrics} = stats;
		if (!isKnown(metrics.rank) || !isKnown(metrics.languages)) {
			throw new Error('rank or languages are missing');
		}

		expect(metrics.rank.value.level).toBe(rank.level);
		expect(Math.abs(metrics.rank.value.percentile - rank.percentile)).toBeLessThan(1e-9);
		const shown = (shares: readonly {name: string; color: string; percent: number}[]) =>
			shares.map(({name, color, percent}) => [name, color.toLowerCase(), percent.toFixed(2)]);
		expect(shown(metrics.languages.value.shares)).toEqual(
			shown(parseLanguageCard(card(`langs-${login}.svg`))),
		);
		for (const metric of Object.values(metrics)) {
			expect(metric).toMatchObject({freshness: 'live', exactness: 'exact'});
		}
	},
);

test('with a token the calendar is the year’s, in order, and repositories are named', async () => {
	const {metrics} = await loaded(github, {token: goodToken});
	const user = github.users.get('sample-user');
	if (!user || !isKnown(metrics.calendar) || !isKnown(metrics.repositories)) {
		throw new Error('something is missing');
	}

	expect(metrics.calendar.value.days).toEqual(madeUpDays(user, new Date()));
	expect(metrics.repositories.value[0]).toEqual({
		name: 'django-shop',
		url: `${github.baseUrls.web}/sample-user/django-shop`,
		stars: 31,
		fork: false,
		language: 'Python',
		pushedAt: user.repositories[0]?.pushedAt,
	});
});

test('without a token, cold: 2 + R core requests, 6 searches, 1 page, no card', async () => {
	const stats = await loaded(github);
	/* Five of the seven repositories have code and are no fork. */
	expect(github.counts).toEqual({core: 2 + 5, search: 6, graphql: 0, calendar: 1, card: 0});
	expect(github.authorizations.every(authorization => authorization === undefined)).toBe(true);
	expect(numbersIn(stats)).toEqual(ofSampleUser);
	expect(stats.lastError).toBeUndefined();
	const {metrics} = stats;
	for (const name of ['stars', 'followers', 'repositories', 'languages', 'calendar'] as const) {
		expect(metrics[name], name).toMatchObject({freshness: 'live', exactness: 'exact'});
	}

	for (const name of [
		'commits',
		'pullRequests',
		'issues',
		'contributedTo',
		'reviews',
		'rank',
	] as const) {
		expect(metrics[name], name).toMatchObject({freshness: 'live', exactness: 'approximate'});
	}
});

test('with and without a token, languages and calendar are the same', async () => {
	const {metrics: exact} = await loaded(github, {token: goodToken});
	const {metrics} = await loaded(github);
	expect(said(metrics.calendar)).toEqual(said(exact.calendar));
	const percentages = (value: ReturnType<typeof said<{shares: readonly unknown[]}>>) =>
		typeof value === 'string' ? value : value.shares;
	expect(percentages(said(metrics.languages))).toEqual(percentages(said(exact.languages)));
});

test('warm: 2 core requests and one for each repository that was pushed to since', async () => {
	let now = Date.now();
	const store = storeFor(github, {now: () => now});
	await store.load();
	github.reset();
	now += 1_801_000;
	await store.load();
	expect(github.counts).toMatchObject({core: 2, graphql: 0, card: 0});
	expect(github.counts.search).toBeLessThanOrEqual(6);
	/* The page is asked for once an hour. */
	expect(github.counts.calendar).toBe(0);

	const pushed = github.users.get('sample-user')?.repositories[1];
	if (!pushed) {
		throw new Error('there is no such repository');
	}

	const {pushedAt} = pushed;
	pushed.pushedAt = new Date(now).toISOString().replace(/\.\d+/, '.000');
	github.reset();
	now += 1_801_000;
	await store.load();
	pushed.pushedAt = pushedAt;
	expect(github.counts.core).toBe(2 + 1);
	expect(github.requests).toContain(`GET /api/repos/sample-user/${pushed.name}/languages`);
});

test('within the half hour nothing is asked again; a refresh asks', async () => {
	const store = storeFor(github);
	await store.load();
	github.reset();
	await store.load();
	expect(github.requests).toEqual([]);
	await store.refresh();
	expect(github.counts.core).toBe(2);
});

test('pages are followed by their links, and stay within the budget', async () => {
	const stats = await loaded(github, {login: 'many-repositories'});
	expect(github.requests.filter(path => path.includes('/repos?'))).toHaveLength(2);
	expect(numbersIn(stats).stars).toBe(129);
	expect(github.counts.core).toBeLessThanOrEqual(50);
	/* What others behind the address are left. */
	expect(github.remaining.core).toBeGreaterThanOrEqual(10);
	expect(stats.metrics.languages).toMatchObject({
		exactness: 'approximate',
		value: {coverage: {counted: 40, of: 117}},
	});
});

test('what is left of an hour bounds the languages, newest push first', async () => {
	github.remaining.core = 15;
	const {metrics} = await loaded(github);
	expect(github.remaining.core).toBe(10);
	expect(metrics.languages).toMatchObject({value: {coverage: {counted: 3, of: 5}}});
	const asked = github.requests.filter(path => path.endsWith('/languages'));
	expect(asked.map(path => path.split('/')[4]).toSorted()).toEqual([
		'ml-lab',
		'notes-api',
		'portfolio',
	]);
});

test('a login in another case is the same user', async () => {
	const stats = await loaded(github, {login: 'Sample-User', token: goodToken});
	expect(numbersIn(stats)).toEqual(ofSampleUser);
});

test('the statistics survive JSON', async () => {
	const stats = await loaded(github);
	expect(JSON.parse(JSON.stringify(stats))).toEqual(stats);
});

test('at most six requests are under way at once', async () => {
	let open = 0;
	let most = 0;
	github.intercept(/languages/, (_request, response) => {
		open++;
		most = Math.max(most, open);
		setTimeout(() => {
			open--;
			response.writeHead(200, {'content-type': 'application/json'});
			response.end('{"Python":1}');
		}, 20);
	});
	await loaded(github, {login: 'many-repositories'});
	expect(most).toBe(6);
});

test('each number is reported as it arrives', async () => {
	github.intercept(/search/, (_request, response) => {
		setTimeout(() => response.destroy(), 200);
	});
	const store = storeFor(github, {baseUrls: {...github.baseUrls, cards: []}});
	const seen: string[] = [];
	store.subscribe(() => {
		const {metrics} = store.getSnapshot();
		seen.push(`${said(metrics.followers)} ${said(metrics.commits)}`);
	});
	await store.load();
	expect(seen).toContain('asking asking');
	expect(seen).toContain('23 asking');
	expect(seen.at(-1)).toBe('23 service-down');
});
