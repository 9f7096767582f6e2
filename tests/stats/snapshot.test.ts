import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import * as languages from 'linguist-languages';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import colors from '../../data/language-colors.json' with {type: 'json'};
import bundled from '../../data/stats.json' with {type: 'json'};
import {bundledProfile} from '../../source/profile/bundled.ts';
import {colorOf} from '../../source/stats/languages.ts';
import {metricNames} from '../../source/stats/metric.ts';
import {parseMetrics} from '../../source/stats/parse-metrics.ts';
import {serverError} from './github/failures.ts';
import {type Github, goodToken, startGithub} from './github/server.ts';
import type {MadeUpUser} from './github/users.ts';
import {loaded, numbersIn, storeFor} from './setup.ts';

let github: Github;
let directory: string;
beforeAll(async () => {
	github = await startGithub();
	directory = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
beforeEach(() => github.reset());
afterAll(async () => {
	await github.close();
	await rm(directory, {recursive: true, force: true});
});

const run = async (file: string, token?: string, changes: Partial<MadeUpUser> = {}) => {
	const {login} = bundledProfile.stats;
	const user = {...github.users.get('sample-user'), ...changes};
	(github.users as Map<string, unknown>).set(login.toLowerCase(), user);
	return promisify(execFile)(process.execPath, ['source/build/snapshot.ts', file], {
		env: {
			PATH: process.env.PATH,
			TECHBYABRAR_API_URL: github.baseUrls.api,
			TECHBYABRAR_WEB_URL: github.baseUrls.web,
			TECHBYABRAR_CARD_URL: `${github.url}/cards`,
			GITHUB_TOKEN: 'not-asked-for',
			...(token && {TECHBYABRAR_GITHUB_TOKEN: token}),
		},
	});
};

test('a snapshot made with a token is shown without a network, as one', async () => {
	const file = join(directory, 'stats.json');
	await run(file, goodToken);
	expect(github.requests).toEqual(['POST /api/graphql']);
	const {login, metrics} = JSON.parse(await readFile(file, 'utf8'));
	expect(login).toBe(bundledProfile.stats.login);
	const snapshot = parseMetrics(metrics, 'snapshot', Date.now());
	const stats = await loaded(github, {offline: true, snapshot});
	expect(numbersIn(stats)).toMatchObject({stars: 51, commits: 1284, reviews: 14});
	expect(stats.metrics.rank).toMatchObject({freshness: 'snapshot', value: {level: 'A-'}});
	expect(stats.metrics.calendar).toMatchObject({freshness: 'snapshot'});
});

test('a snapshot changes with its numbers, not with the time alone', async () => {
	const file = join(directory, 'again.json');
	await run(file, goodToken);
	const first = await readFile(file, 'utf8');
	expect((await run(file, goodToken)).stdout).toBe(
		'snapshot: no number changed, snapshot unchanged\n',
	);
	expect(await readFile(file, 'utf8')).toBe(first);
	expect((await run(file, goodToken, {followers: 999})).stdout).toMatch(/^snapshot: updated /);
	const before = JSON.parse(first);
	const after = JSON.parse(await readFile(file, 'utf8'));
	expect(after.metrics.followers.value).toBe(999);
	expect(after.metrics.followers.fetchedAt > before.metrics.followers.fetchedAt).toBe(true);
});

test('no token of the machine’s is used', async () => {
	await run(join(directory, 'without.json'));
	expect(github.authorizations.some(Boolean)).toBe(false);
});

test('when nothing answers, the snapshot before stays and the failure is one line', async () => {
	const file = join(directory, 'kept.json');
	await writeFile(file, 'as it was');
	github.intercept(/^\//, serverError());
	await expect(run(file)).rejects.toMatchObject({
		code: 1,
		stderr: expect.stringMatching(/^snapshot: no response from GitHub \(service-down\).*\n$/),
	});
	expect(await readFile(file, 'utf8')).toBe('as it was');
});

test('the bundled one is this profile’s, and every metric in it is valid', () => {
	expect(bundled.login).toBe(bundledProfile.stats.login);
	const names = Object.keys(bundled.metrics);
	expect(Object.keys(parseMetrics(bundled.metrics, 'snapshot', Date.now()))).toEqual(
		metricNames.filter(name => names.includes(name)),
	);
});

test('a snapshot is drawn before anything is asked', () => {
	const stars = {
		value: 3,
		source: 'graphql',
		fetchedAt: '2026-01-01T00:00:00.000Z',
		freshness: 'snapshot',
		exactness: 'exact',
	} as const;
	const store = storeFor(github, {snapshot: {stars}});
	void store.load();
	expect(store.getSnapshot().metrics.stars).toEqual(stars);
	return store.stop();
});

test('the languages’ colors are those of GitHub’s own list', () => {
	const all: readonly {name: string; color?: string}[] = Object.values(languages);
	const colored = all.filter(({name}) => colorOf(name) !== '#858585');
	expect(colored.length).toBe(Object.keys(colors).length);
	for (const {name, color} of colored) {
		expect(colorOf(name), name).toBe(color);
	}

	expect(colorOf('Python')).toBe('#3572A5');
	expect(colorOf('constructor')).toBe('#858585');
});
