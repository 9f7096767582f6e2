import type {ServerResponse} from 'node:http';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import type {StatsStore} from '../../source/stats/store.ts';
import * as failure from '../stats/github/failures.ts';
import {type Github, goodToken, startGithub} from '../stats/github/server.ts';
import {endless, type StoreOptions, short, storeFor} from '../stats/setup.ts';
import {keys, type MountOptions, mount} from '../support/mount.ts';

/* What a visitor sees when things go wrong: never nothing, never a lie, never a standstill. */

let github: Github;
let stores: StatsStore[] = [];
beforeAll(async () => {
	process.env.TZ = 'UTC';
	github = await startGithub();
});
beforeEach(() => github.reset());
afterEach(async () => {
	await Promise.all(stores.map(store => store.stop()));
	stores = [];
});
afterAll(() => github.close());

const visit = async (options: StoreOptions = {}, mounting: MountOptions = {}) => {
	const store = storeFor(github, {baseUrls: {...github.baseUrls, cards: []}, ...options});
	stores.push(store);
	const screen = await mount({section: 'stats', openStats: async () => store, ...mounting});
	return {screen, store};
};

const settled = async ({screen, store}: Awaited<ReturnType<typeof visit>>) => {
	await expect.poll(() => store.getSnapshot().state, {timeout: 20_000}).toBe('settled');
	await screen.settle();
	return screen.text();
};

/* The frame around it, the number that is missing, and how to ask again. */
const expectCalm = (text: string) => {
	expect(text).toContain('Abraham Abrar');
	expect(text).toContain('Engineering Stats');
	expect(text).toMatch(/Stars +–/);
	expect(text).toContain('r to retry');
	expect(text).not.toMatch(/undefined|NaN|\[object|null|Error/);
};

const gzipNonsense = failure.reply(200, 'nonsense', {'content-encoding': 'gzip'});

test.each([
	[
		'a used-up limit',
		failure.primaryLimit(Date.UTC(2100, 0, 1)),
		/rate limit, until \d\d:\d\d UTC/,
	],
	['429', failure.primaryLimit(Date.now() + 60_000, 429), /rate limit, until/],
	['429 with retry-after', failure.secondaryLimit(30), /rate limit, until/],
	['403 without it', failure.secondaryLimit(), /rate limit, until/],
	['401', failure.reply(401, {message: 'Bad credentials'}), /GitHub refuses to answer/],
	['403', failure.reply(403, {message: 'Forbidden'}), /GitHub refuses to answer/],
	['404', failure.reply(404, {message: 'Not Found'}), /no such GitHub user/],
	['422', failure.reply(422, {message: 'Validation Failed'}), /GitHub refuses to answer/],
	['500', failure.serverError(500), /GitHub is down/],
	['502', failure.serverError(502), /GitHub is down/],
	['503', failure.serverError(503), /GitHub is down/],
	['a truncated body', failure.truncated, /GitHub is down/],
	['a dropped connection', failure.dropConnection, /GitHub is down/],
	['no answer', failure.hang, /GitHub did not answer in time/],
	['a slow body', failure.drip, /GitHub did not answer in time/],
	['a page in place of JSON', failure.reply(200, '<html>'), /unexpected response/],
	['a zip bomb', failure.gzipBomb(50), /unexpected response/],
	['gzip that is none', gzipNonsense, /unexpected response/],
	['another host', failure.redirect('http://127.0.0.1:9/elsewhere'), /unexpected response/],
	['escape sequences', failure.reply(200, {followers: '\u001B[2J'}), /unexpected response/],
	['a billion', failure.reply(200, {followers: 1e9, total_count: 1e9}), /unexpected response/],
	['a negative count', failure.reply(200, {followers: -1, total_count: -1}), /unexpected response/],
	['missing fields', failure.reply(200, {}), /unexpected response/],
	['wrong types', failure.reply(200, []), /unexpected response|–/],
])('%s', async (name, handler, words) => {
	/* A list that is empty is a true answer to one question: of the repositories. */
	const asked = name === 'wrong types' ? /users\/sample-user$|search|web|languages/ : /^\//;
	github.intercept(asked, handler);
	const isSilent = handler === failure.hang || handler === failure.drip;
	const visited = await visit(isSilent ? {timeouts: short} : {});
	const text = await settled(visited);
	expect(text).toMatch(words);
	if (name === 'wrong types') {
		expect(text).toMatch(/Followers +–/);
	} else {
		expectCalm(text);
	}

	await visited.screen.leave();
});

test('50 MB are cut off, and said to make no sense', async () => {
	github.intercept(/^\//, failure.flood(50, {bytes: 0}));
	const visited = await visit();
	const text = await settled(visited);
	expectCalm(text);
	expect(text).toContain('unexpected response');
	await visited.screen.leave();
});

test('no network', async () => {
	const gone = await startGithub();
	await gone.close();
	const visited = await visit({baseUrls: {...gone.baseUrls, cards: []}});
	const text = await settled(visited);
	expectCalm(text);
	expect(text).toContain('offline: cannot reach GitHub');
	await visited.screen.leave();
});

test('no requests, as asked', async () => {
	const visited = await visit({offline: true});
	expect(await settled(visited)).toContain('offline mode');
	expect(github.requests).toEqual([]);
	await visited.screen.leave();
});

test('a bad token: what needs none is there, marked as near', async () => {
	const visited = await visit({token: 'bad'});
	const text = await settled(visited);
	expect(text).toMatch(/Commits, last year +≈ 1,284 +━/);
	expect(text).toMatch(/Stars +51 +━/);
	expect(text).toContain('GitHub rejected the token');
	await visited.screen.leave();
});

test('one part that fails is named; the rest is there', async () => {
	github.intercept(/search\/commits/, failure.serverError());
	const visited = await visit();
	const text = await settled(visited);
	expect(text).toMatch(/Commits, last year +–/);
	expect(text).toMatch(/Issues +≈ 41/);
	expect(text).toContain('GitHub is down');
	await visited.screen.leave();
});

test('r asks again, and the numbers come', async () => {
	github.intercept(/^\//, failure.serverError());
	const visited = await visit({token: goodToken});
	expectCalm(await settled(visited));
	github.reset();
	await visited.screen.press('r');
	const text = await settled(visited);
	expect(text).toMatch(/Stars +51 +━/);
	expect(text).toContain('live, just now');
	expect(text).not.toContain('to retry');
	await visited.screen.leave();
});

test('the sign of progress comes and goes', async () => {
	const waiting: ServerResponse[] = [];
	github.intercept(/^\//, (_request, response) => {
		waiting.push(response);
	});
	const visited = await visit({timeouts: endless});
	await expect.poll(() => visited.screen.text()).toMatch(/asking 0\/\d+/);
	github.intercept(/^\//, failure.serverError());
	for (const response of waiting) {
		response.destroy();
	}

	expect(await settled(visited)).not.toContain('asking');
	await visited.screen.leave();
});

test('while everything hangs, each key is answered', async () => {
	github.intercept(/^\//, failure.hang);
	const {screen, store} = await visit({timeouts: endless});
	await screen.press(keys.left);
	expect(store.getSnapshot().state).toBe('asking');
	for (const key of [keys.down, keys.up, keys.down, keys.up]) {
		screen.takeWritten();
		screen.send(key);
		await expect.poll(screen.takeWritten, {timeout: 20_000}).not.toBe('');
		await screen.settle();
	}

	expect(store.getSnapshot().state).toBe('asking');
	await screen.leave();
});

test('while answers pour in, the reader’s place stays', async () => {
	github.intercept(/search/, (_request, response) => {
		setTimeout(() => response.destroy(), 250);
	});
	const {screen, store} = await visit({}, {section: 'principles'});
	await screen.press(keys.end);
	const before = screen.text();
	await expect.poll(() => store.getSnapshot().state, {timeout: 20_000}).toBe('settled');
	await screen.settle();
	expect(screen.text()).toBe(before);
	await screen.leave();
});

test.each([
	[40, 12],
	[20, 6],
	[200, 60],
])('%i x %i holds whatever the numbers are', async (columns, rows) => {
	const large = failure.reply(200, {followers: 999_999_999, total_count: 999_999_999, items: []});
	github.intercept(/users\/sample-user$|search/, large);
	const visited = await visit({}, {columns, rows});
	await settled(visited);
	for (let round = 0; round < 8; round++) {
		for (const row of visited.screen.rows()) {
			expect(row.length).toBeLessThanOrEqual(columns);
		}

		await visited.screen.press(keys.pageDown);
	}

	await visited.screen.leave();
});

test('the first frame is drawn before anything is asked or loaded', async () => {
	const events: string[] = [];
	const store = storeFor(github);
	stores.push(store);
	const screen = await mount({
		openStats: async () => {
			events.push('open');
			return store;
		},
		onWrite: () => events.push('write'),
	});
	expect(events[0]).toBe('write');
	expect(events).toContain('open');
	await screen.leave();
});
