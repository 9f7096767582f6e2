import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {createDiskCache} from '../../source/stats/disk-cache.ts';
import {isKnown} from '../../source/stats/metric.ts';
import {hang, serverError} from './github/failures.ts';
import {type Github, goodToken, startGithub} from './github/server.ts';
import {endless, loaded, numbersIn, said, storeFor} from './setup.ts';

let github: Github;
let directory: string;
beforeAll(async () => {
	github = await startGithub();
});
beforeEach(async () => {
	github.reset();
	directory = await mkdtemp(join(tmpdir(), 'statistics-'));
});
afterEach(() => rm(directory, {recursive: true, force: true}));
afterAll(() => github.close());

const cacheIn = (path: string, now = Date.now) =>
	createDiskCache({directory: path, origin: github.baseUrls.api, now});

const file = () => join(directory, 'sample-user.json');

test('what was learned is shown again, as cached, without a request', async () => {
	const first = await loaded(github, {cache: cacheIn(directory)});
	github.reset();
	const again = await loaded(github, {cache: cacheIn(directory)});
	expect(github.requests).toEqual([]);
	expect(numbersIn(again)).toEqual(numbersIn(first));
	expect(again.metrics.stars).toMatchObject({freshness: 'cached', source: 'rest'});
	expect(again.metrics.rank).toMatchObject({freshness: 'cached', source: 'formula'});
	expect(again.metrics.languages).toEqual({...first.metrics.languages, freshness: 'cached'});
});

test('after half an hour it is shown at once and asked for anew', async () => {
	const past = Date.now() - 1_801_000;
	await loaded(github, {cache: cacheIn(directory), now: () => past});
	github.reset();
	const store = storeFor(github, {cache: cacheIn(directory)});
	const seen: string[] = [];
	store.subscribe(() => {
		const {state, metrics} = store.getSnapshot();
		seen.push(
			`${state} ${said(metrics.stars)} ${'freshness' in metrics.stars ? metrics.stars.freshness : ''}`,
		);
	});
	await store.load();
	expect(seen).toContain('asking 51 cached');
	expect(seen.at(-1)).toBe('settled 51 live');
	/* Languages are known by their push. */
	expect(github.counts.core).toBe(2);
});

test('exact numbers of the last day are not given up for near ones', async () => {
	const past = Date.now() - 3_700_000;
	await loaded(github, {cache: cacheIn(directory), token: goodToken, now: () => past});
	github.reset();
	const {metrics} = await loaded(github, {cache: cacheIn(directory)});
	expect(github.counts.search).toBe(0);
	expect(metrics.commits).toMatchObject({
		source: 'graphql',
		freshness: 'cached',
		exactness: 'exact',
	});
	expect(metrics.stars).toMatchObject({source: 'rest', freshness: 'live'});

	const longAgo = Date.now() - 30 * 3_600_000;
	await rm(file());
	await loaded(github, {cache: cacheIn(directory), token: goodToken, now: () => longAgo});
	const later = await loaded(github, {cache: cacheIn(directory)});
	expect(later.metrics.commits).toMatchObject({source: 'search', freshness: 'live'});
});

test('without any response, cached numbers stay, with the reason', async () => {
	const past = Date.now() - 3_600_000;
	await loaded(github, {cache: cacheIn(directory), now: () => past});
	github.intercept(/^\//, serverError());
	const stats = await loaded(github, {cache: cacheIn(directory)});
	expect(stats.lastError).toEqual({code: 'service-down'});
	expect(stats.metrics.stars).toMatchObject({value: 51, freshness: 'cached'});
});

test('a rate limit is remembered by the next run', async () => {
	github.remaining.core = 0;
	github.remaining.search = 0;
	const baseUrls = {...github.baseUrls, cards: []};
	await loaded(github, {cache: cacheIn(directory), baseUrls});
	github.reset();
	const later = Date.now() + 11 * 60_000;
	const stats = await loaded(github, {cache: cacheIn(directory), baseUrls, now: () => later});
	expect(github.counts.core).toBe(0);
	expect(stats.lastError?.code).toBe('rate-limited');
});

test('what an aborted fetch provided is cached, and fetched again', async () => {
	github.intercept(/web/, hang);
	const store = storeFor(github, {
		cache: cacheIn(directory),
		timeouts: endless,
	});
	void store.load();
	await expect.poll(() => isKnown(store.getSnapshot().metrics.languages)).toBe(true);
	await store.stop();
	github.reset();
	const again = await loaded(github, {cache: cacheIn(directory)});
	expect(again.metrics.calendar).toMatchObject({freshness: 'live'});
	expect(github.counts.core).toBe(2);
});

test('offline, cached numbers of any age are shown; the rest is turned off', async () => {
	const past = Date.now() - 90 * 86_400_000;
	await loaded(github, {cache: cacheIn(directory), now: () => past});
	github.reset();
	const stats = await loaded(github, {cache: cacheIn(directory), offline: true});
	expect(github.requests).toEqual([]);
	expect(stats.metrics.stars).toMatchObject({value: 51, freshness: 'cached'});
	const none = await loaded(github, {offline: true});
	expect(none.metrics.stars).toEqual({code: 'turned-off'});
});

describe('an invalid cache', () => {
	test.each([
		['empty', ''],
		['cut off', '{"version":2,"login":"sample-user"'],
		['not JSON', '\u0000\u0001\u0002'],
		['another version', '{"version":1}'],
		['a list', '[]'],
		['null', 'null'],
		['larger than any', `"${'x'.repeat(3_000_000)}"`],
	])('%s', async (_, text) => {
		await writeFile(file(), text);
		const stats = await loaded(github, {cache: cacheIn(directory)});
		expect(stats.metrics.stars).toMatchObject({value: 51, freshness: 'live'});
		expect(JSON.parse(await readFile(file(), 'utf8')).version).toBe(2);
	});

	const tamper = async (change: (data: Record<string, unknown>) => void) => {
		await loaded(github, {cache: cacheIn(directory)});
		const data = JSON.parse(await readFile(file(), 'utf8'));
		change(data);
		await writeFile(file(), JSON.stringify(data));
		return cacheIn(directory).read('sample-user');
	};

	test('of another user, of another service', async () => {
		expect(await tamper(data => Object.assign(data, {login: 'zero-user'}))).toBeUndefined();
		expect(await tamper(data => Object.assign(data, {origin: 'https://else'}))).toBeUndefined();
	});

	test('one metric that is out of bounds is missing, the others are not', async () => {
		const memory = await tamper(data => {
			const metrics = data.metrics as Record<string, {value: unknown; fetchedAt?: string}>;
			metrics.stars = {...metrics.stars, value: 1e9};
			metrics.followers = {...metrics.followers, value: '\u001B[2J'};
			metrics.commits = {
				...(metrics.commits as {value: number}),
				fetchedAt: '2999-01-01T00:00:00Z',
			};
		});
		expect(Object.keys(memory?.metrics ?? {})).not.toContain('stars');
		expect(Object.keys(memory?.metrics ?? {})).not.toContain('followers');
		expect(Object.keys(memory?.metrics ?? {})).not.toContain('commits');
		expect(memory?.metrics.issues).toMatchObject({value: 41});
	});

	test('a folder, a link to nowhere, a device', async () => {
		await mkdir(file());
		expect(await cacheIn(directory).read('sample-user')).toBeUndefined();
		await rm(file(), {recursive: true});
		await symlink('/nowhere/at/all', file());
		expect(await cacheIn(directory).read('sample-user')).toBeUndefined();
		await rm(file());
		await symlink('/dev/zero', file());
		expect(await cacheIn(directory).read('sample-user')).toBeUndefined();
	});

	test.skipIf(process.platform === 'win32')(
		'a FIFO, which is not waited for, and is replaced',
		async () => {
			await promisify(execFile)('mkfifo', [file()]);
			expect(await cacheIn(directory).read('sample-user')).toBeUndefined();
			const stats = await loaded(github, {cache: cacheIn(directory)});
			expect(said(stats.metrics.stars)).toBe(51);
			expect((await stat(file())).isFile()).toBe(true);
		},
	);

	test('a directory that cannot be created or written: no cache, no error', async () => {
		await writeFile(join(directory, 'file'), '');
		for (const path of [join(directory, 'file', 'below'), '/dev/null/x']) {
			const stats = await loaded(github, {cache: cacheIn(path)});
			expect(said(stats.metrics.stars)).toBe(51);
		}
	});
});

test('files are the user’s alone, and nothing else is left behind', async () => {
	const inner = join(directory, 'new');
	await loaded(github, {cache: cacheIn(inner)});
	expect(await readdir(inner)).toEqual(['sample-user.json']);
	expect((await stat(inner)).mode & 0o777).toBe(0o700);
	expect((await stat(join(inner, 'sample-user.json'))).mode & 0o777).toBe(0o600);
});

test('programs that write at once leave one whole file', async () => {
	const program = `
		import {createDiskCache} from './source/stats/disk-cache.ts';
		const cache = createDiskCache({directory: process.argv[1], origin: 'o', now: Date.now});
		for (let round = 0; round < 60; round++) {
			const stars = {value: round, source: 'rest', fetchedAt: new Date().toISOString(), exactness: 'exact'};
			await cache.write('sample-user', {askedAt: new Date().toISOString(), metrics: {stars}, languages: [], limits: {}});
			const memory = await cache.read('sample-user');
			if (memory?.metrics.stars === undefined) throw new Error('half a file');
		}`;
	const run = () =>
		promisify(execFile)(process.execPath, [
			'--input-type=module-typescript',
			'-e',
			program,
			directory,
		]);
	await Promise.all([run(), run(), run()]);
	expect(await readdir(directory)).toEqual(['sample-user.json']);
});
