import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {isKnown} from '../../source/stats/metric.ts';
import * as failure from './github/failures.ts';
import {type Github, goodToken, startGithub} from './github/server.ts';
import {endless, loaded, numbersIn, said, short, storeFor} from './setup.ts';

/* Failures of the mock server: nothing is invented, thrown or cached. */

let github: Github;
let elsewhere: Github;
beforeAll(async () => {
	[github, elsewhere] = await Promise.all([startGithub(), startGithub()]);
});
beforeEach(() => {
	github.reset();
	elsewhere.reset();
});
afterAll(() => Promise.all([github.close(), elsewhere.close()]));

const noCards = () => ({baseUrls: {...github.baseUrls, cards: []}});
const noBackup = () => ({...noCards(), token: goodToken});

/* Without REST, search and page, so that GraphQL's failures are seen by themselves. */
const failOthers = () => github.intercept(/^\/(?:api\/(?!graphql)|web)/, failure.serverError());

describe('rate limits', () => {
	test('exhausted, by remaining count and reset: reports until when, and sends no request before', async () => {
		let now = Date.now();
		const reset = Math.floor(now / 1000 + 900) * 1000;
		github.intercept(/^\/api\//, failure.primaryLimit(reset));
		const store = storeFor(github, {...noCards(), now: () => now});
		await store.load();
		const until = new Date(reset).toISOString();
		const stats = store.getSnapshot();
		expect(stats.lastError).toEqual({code: 'rate-limited', until});
		expect(stats.metrics.stars).toEqual({code: 'rate-limited', until});
		expect(stats.metrics.rank).toEqual({code: 'rate-limited', until});

		github.reset();
		await store.refresh();
		expect(github.counts).toMatchObject({core: 0, search: 0});
		now = reset + 1000;
		await store.refresh();
		expect(said(store.getSnapshot().metrics.stars)).toBe(51);
	});

	test('429 is the same', async () => {
		const reset = Math.floor(Date.now() / 1000 + 60) * 1000;
		github.intercept(/search/, failure.primaryLimit(reset, 429));
		const stats = await loaded(github, noCards());
		const until = new Date(reset).toISOString();
		expect(stats.metrics.commits).toEqual({code: 'rate-limited', until});
		expect(said(stats.metrics.stars)).toBe(51);
	});

	test.each([
		['with retry-after', failure.secondaryLimit(30), 30],
		['without', failure.secondaryLimit(), 60],
	])(
		'secondary, %s: waits as requested, and sends no more requests for that bucket',
		async (_, handler, seconds) => {
			const now = Date.now();
			github.intercept(/^\/api\/(?!search)/, handler);
			const store = storeFor(github, {...noCards(), now: () => now});
			await store.load();
			const until = new Date(now + seconds * 1000).toISOString();
			expect(store.getSnapshot().metrics.stars).toEqual({code: 'rate-limited', until});
			github.reset();
			await store.refresh();
			expect(github.counts.core).toBe(0);
		},
	);

	test('a reset in another century is clamped to an hour', async () => {
		const now = Date.now();
		github.intercept(/^\/api\//, failure.primaryLimit(99_999_999_999_000));
		const {lastError} = await loaded(github, {...noCards(), now: () => now});
		expect(lastError?.until).toBe(new Date(now + 3_600_000).toISOString());
	});

	test('GraphQL’s own, as a 200 with errors, falls back to what needs no GraphQL', async () => {
		github.intercept(
			/graphql/,
			failure.reply(200, {errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]}),
		);
		const stats = await loaded(github, {token: goodToken});
		expect(numbersIn(stats)).toMatchObject({stars: 51, commits: 1284});
		expect(github.counts.card).toBe(0);
	});
});

describe('tokens', () => {
	test('a bad one is refused, and REST is asked without it', async () => {
		const stats = await loaded(github, {token: 'bad'});
		expect(github.authorizations[0]).toBe('Bearer bad');
		expect(github.authorizations.slice(1).some(Boolean)).toBe(false);
		expect(numbersIn(stats)).toMatchObject({stars: 51, commits: 1284});
		expect(stats.lastError).toEqual({code: 'token-refused'});
	});

	test('one is not sent to the page, the card service or another host', async () => {
		github.intercept(/graphql|\/users\/|search/, failure.serverError());
		github.intercept(/languages/, failure.redirect(`${elsewhere.url}/api/users/sample-user`));
		await loaded(github, {token: goodToken});
		for (const [index, request] of github.requests.entries()) {
			if (!request.includes(' /api/')) {
				expect(github.authorizations[index], request).toBeUndefined();
			}
		}

		expect(elsewhere.requests).toEqual([]);
	});

	test.each([
		['year', ['commits', 'reviews', 'calendar']],
		['others', ['contributedTo']],
		['own', ['stars', 'languages', 'repositories']],
		['reach', ['followers', 'pullRequests', 'issues']],
	] as const)(
		'the part “%s” that GitHub fails to answer costs only itself',
		async (root, names) => {
			failOthers();
			github.failRoots([{root, type: 'RESOURCE_LIMITS_EXCEEDED'}]);
			const {metrics} = await loaded(github, noBackup());
			for (const [name, metric] of Object.entries(metrics)) {
				const isLost = (names as readonly string[]).includes(name);
				if (name !== 'rank') {
					expect(isKnown(metric), name).toBe(!isLost);
				}
			}
		},
	);

	test('REST and search provide what GraphQL did not', async () => {
		github.failRoots([{root: 'year', type: 'RESOURCE_LIMITS_EXCEEDED'}]);
		const {metrics} = await loaded(github, {token: goodToken});
		expect(metrics.commits).toMatchObject({value: 1284, source: 'search'});
		expect(metrics.stars).toMatchObject({value: 51, source: 'graphql'});
		expect(metrics.calendar).toMatchObject({source: 'calendar'});
		expect(github.counts).toMatchObject({core: 0, search: 2, calendar: 1});
	});
});

describe('users', () => {
	test.each([undefined, goodToken])(
		'one that is not there is said so, once (token: %s)',
		async token => {
			const stats = await loaded(github, {login: 'nobody-at-all', token});
			expect(stats.lastError).toEqual({code: 'user-not-found'});
			expect(new Set(Object.values(numbersIn(stats)))).toEqual(new Set(['user-not-found']));
			expect(said(stats.metrics.rank)).toBe('user-not-found');
			expect(github.counts.card).toBe(0);
		},
	);

	test('is not taken for gone when something else of theirs is not found', async () => {
		const missing = failure.reply(404, {message: 'Not Found'});
		github.intercept(/web|languages|search/, missing);
		const stats = await loaded(github);
		expect(stats.lastError).toEqual({code: 'malformed'});
		expect(numbersIn(stats)).toMatchObject({stars: 51, followers: 23, commits: 1284});
		expect(stats.metrics.languages).toMatchObject({source: 'card'});
		expect(said(stats.metrics.calendar)).toBe('malformed');
	});

	test('one that was renamed is followed on the same host', async () => {
		const moved = failure.redirect('/api/users/zero-user', 301);
		github.intercept(/users\/old-name(?:$|\?)/, moved);
		github.intercept(/users\/old-name\/repos/, failure.redirect('/api/users/zero-user/repos'));
		const stats = await loaded(github, {...noCards(), login: 'old-name'});
		expect(numbersIn(stats)).toMatchObject({followers: 0, stars: 0});
	});

	test('a redirect to another host is refused, and that host is not asked', async () => {
		github.intercept(/^\//, failure.redirect(`${elsewhere.url}/api/users/sample-user`, 302));
		const stats = await loaded(github);
		expect(elsewhere.requests).toEqual([]);
		expect(numbersIn(stats).stars).toBe('malformed');
	});

	test('redirects in a circle end', async () => {
		github.intercept(/users\/sample-user$/, failure.redirect('/api/users/sample-user'));
		const stats = await loaded(github, noCards());
		expect(numbersIn(stats).followers).toBe('malformed');
		expect(github.requests.filter(path => path.endsWith('users/sample-user')).length).toBeLessThan(
			6,
		);
	});
});

describe('the service', () => {
	test.each([
		['500', failure.serverError(500), 'service-down'],
		['502', failure.serverError(502), 'service-down'],
		['a dropped connection', failure.dropConnection, 'service-down'],
		['a truncated body', failure.truncated, 'service-down'],
		['a page in place of JSON', failure.reply(200, '<html>'), 'malformed'],
		['an empty body', failure.reply(200, ''), 'malformed'],
		['403 without a limit', failure.reply(403, {message: 'Forbidden'}), 'refused'],
		['451', failure.reply(451, {message: 'Unavailable for legal reasons'}), 'refused'],
		['422', failure.reply(422, {message: 'Validation Failed'}), 'refused'],
		['a zip bomb', failure.gzipBomb(50), 'malformed'],
		[
			'gzip that is none',
			failure.reply(200, 'nonsense', {'content-encoding': 'gzip'}),
			'malformed',
		],
	])('%s: not known, with the reason', async (_, handler, missing) => {
		github.intercept(/^\//, handler);
		for (const token of [undefined, goodToken]) {
			const stats = await loaded(github, {token});
			expect(stats.state).toBe('settled');
			expect(stats.lastError?.code).toBe(missing);
			expect(new Set(Object.values(numbersIn(stats)))).toEqual(new Set([missing]));
		}
	});

	test.each([
		['no answer', failure.hang],
		['a body without end', failure.drip],
	])('%s: not known, since it takes too long', async (_, handler) => {
		github.intercept(/^\//, handler);
		for (const token of [undefined, goodToken]) {
			const stats = await loaded(github, {token, timeouts: short});
			expect(stats.state).toBe('settled');
			expect(stats.lastError?.code).toBe('timed-out');
			expect(new Set(Object.values(numbersIn(stats)))).toEqual(new Set(['timed-out']));
		}
	});

	test('50 MB are not read', async () => {
		const sent = {bytes: 0};
		github.intercept(/users\/sample-user$/, failure.flood(50, sent));
		const stats = await loaded(github, noCards());
		expect(numbersIn(stats).followers).toBe('malformed');
		expect(sent.bytes).toBeLessThan(25 * 1024 * 1024);
	});

	test('nothing listens: offline', async () => {
		const gone = await startGithub();
		await gone.close();
		const stats = await loaded(gone);
		expect(stats.lastError).toEqual({code: 'offline'});
	});

	test('a name that does not resolve: offline', async () => {
		const api = 'http://nowhere.invalid';
		const stats = await loaded(github, {baseUrls: {api, web: api, cards: []}});
		expect(stats.lastError).toEqual({code: 'offline'});
	});

	test('what never answers ends when the time for all of it does', async () => {
		github.intercept(/^\//, failure.hang);
		const stats = await loaded(github, {timeouts: {...endless, total: 300}});
		expect(stats.lastError).toEqual({code: 'timed-out'});
	});

	test('a list of repositories that fails halfway is no sum', async () => {
		github.intercept(/page=2/, failure.serverError());
		const stats = await loaded(github, {...noCards(), login: 'many-repositories'});
		expect(numbersIn(stats).stars).toBe('service-down');
	});

	test('languages that fail for one repository say from how many they are', async () => {
		github.intercept(/django-shop\/languages/, failure.serverError());
		const {metrics} = await loaded(github, noCards());
		expect(metrics.languages).toMatchObject({
			exactness: 'approximate',
			value: {coverage: {counted: 4, of: 5}},
		});
	});
});

describe('the card, when nothing else answers', () => {
	const failGithub = () => github.intercept(/^\/(?:api|web)/, failure.serverError());

	test('its numbers are approximate, and the rank comes from its ring', async () => {
		failGithub();
		const stats = await loaded(github);
		expect(numbersIn(stats)).toMatchObject({stars: 51, commits: 1284, followers: 'service-down'});
		expect(stats.metrics.rank).toMatchObject({
			value: {level: 'A-'},
			source: 'card',
			exactness: 'approximate',
		});
		expect(stats.metrics.languages).toMatchObject({source: 'card', exactness: 'approximate'});
		expect(github.counts.card).toBe(2);
	});

	test('a second host is asked where the first is paused', async () => {
		failGithub();
		const paused = `${elsewhere.url}/cards`;
		elsewhere.intercept(/cards/, failure.reply(503, 'DEPLOYMENT_PAUSED'));
		const cards = [paused, ...github.baseUrls.cards];
		const stats = await loaded(github, {baseUrls: {...github.baseUrls, cards}});
		expect(elsewhere.counts.card).toBe(2);
		expect(numbersIn(stats).stars).toBe(51);
	});
});

test('leaving cancels what is under way, and nothing changes after', async () => {
	let closed = 0;
	let open = 0;
	github.intercept(/^\//, (_request, response) => {
		open++;
		response.on('close', () => closed++);
	});
	const store = storeFor(github, {timeouts: endless});
	const loading = store.load();
	await expect.poll(() => open).toBe(6);
	let changes = 0;
	store.subscribe(() => changes++);
	await store.stop();
	await loading;
	await expect.poll(() => closed).toBe(6);
	expect(changes).toBe(0);
	await store.refresh();
	expect(github.requests).toHaveLength(6);
});
