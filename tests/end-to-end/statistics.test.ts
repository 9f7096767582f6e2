import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {hang} from '../stats/github/failures.ts';
import {githubSchema} from '../stats/github/graphql.ts';
import {type Github, goodToken, startGithub} from '../stats/github/server.ts';
import {cacheIn, homeIn} from '../support/home.ts';
import {bundle, start} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/* The built bundle against the stand-in for GitHub. */

let github: Github;
let home: string;
beforeAll(async () => {
	github = await startGithub();
	githubSchema();
});
beforeEach(async () => {
	github.reset();
	home = await mkdtemp(join(tmpdir(), 'home-'));
});
afterEach(() => rm(home, {recursive: true, force: true}));
afterAll(() => github.close());

const environment = () => ({
	PATH: process.env.PATH ?? '',
	LANG: 'C.UTF-8',
	/* Windows knows no locale of this kind, and tells by TERM what its console can show. */
	TERM: 'xterm-256color',
	...homeIn(home),
	TECHBYABRAR_API_URL: github.baseUrls.api,
	TECHBYABRAR_WEB_URL: github.baseUrls.web,
	TECHBYABRAR_CARD_URL: `${github.url}/cards`,
});

const run = (
	args: readonly string[],
	more: Readonly<Record<string, string>> = {},
	login = 'sample-user',
) =>
	promisify(execFile)(process.execPath, [bundle, '--github', login, ...args], {
		env: {...environment(), ...more},
	});

describe.each([20, 22, 24, 26] as const)('Node %i', major => {
	const tags = `node-${major}` as const;
	test('shows the numbers as they land, keeps them, and leaves at once', {tags}, async () => {
		const node = nodeOf(major);
		const args = [bundle, 'stats', '--github', 'sample-user'];
		const session = start(node, args, {environment: environment()});
		await session.until(/Commits, last year +≈ 1,284 +━/);
		await session.until(/live, just now\s+[┃│]/);
		session.send('q');
		await session.until('Come again');
		expect(await session.exit).toMatchObject({exitCode: 0});
		expect(await readdir(cacheIn(home))).toEqual(['sample-user.json']);

		github.reset();
		const again = start(node, args, {environment: environment()});
		await again.until(/kept, just now\s+[┃│]/);
		again.send('q');
		await again.exit;
		expect(github.requests).toEqual([]);
	});

	test('leaves at once while everything hangs', {tags}, async () => {
		github.intercept(/^\//, hang);
		const node = nodeOf(major);
		const session = start(node, [bundle, 'stats'], {environment: environment()});
		await session.until(/asking 0\/\d/);
		const begin = performance.now();
		session.send('q');
		expect(await session.exit).toMatchObject({exitCode: 0});
		/* Its requests would be given up after ten. */
		expect(performance.now() - begin).toBeLessThan(5000);
	});
});

test('as text', async () => {
	const {stdout, stderr} = await run(['stats']);
	expect(stderr).toBe('');
	expect(stdout).toMatch(/^Stars +51 +━+╸?·+$/m);
	expect(stdout).toMatch(/^ {2}Python +53\.55 %/m);
	expect(stdout).toMatch(/^GitHub · sample-user · live, \d+ \w{3} \d{4}, \d\d:\d\d UTC$/m);
});

test('aloud: numbers and words, without a single stroke', async () => {
	const {stdout} = await run(['stats'], {INK_SCREEN_READER: 'true'});
	expect(stdout).toContain('Commits, last year: about 1,284');
	expect(stdout).toMatch(/Nov \d{4}: \d+/);
	expect(stdout).not.toMatch(/[━·░▒▓█]{2}/);
});

test('as JSON, with source, age and exactness of each number', async () => {
	const {stdout} = await run(['stats', 'json'], {TECHBYABRAR_GITHUB_TOKEN: goodToken});
	expect(github.requests).toEqual(['POST /api/graphql']);
	const {blocks} = JSON.parse(stdout).sections[0];
	const {items} = blocks.find(({kind}: {kind: string}) => kind === 'bars');
	expect(items).toHaveLength(7);
	for (const item of items) {
		expect(item).toMatchObject({
			freshness: 'live',
			exactness: 'exact',
			fetchedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			source: item.label.startsWith('Rank') ? 'formula' : 'graphql',
		});
	}

	expect(items.map(({value}: {value: unknown}) => value)).toEqual([
		{level: 'A-', percentile: expect.closeTo(25.982, 3)},
		...[1284, 137, 41, 51, 23, 9],
	]);
});

test('the whole résumé, in each format, has them', async () => {
	for (const format of ['text', 'markdown', 'html', 'json', 'json-resume']) {
		const {stdout} = await run([format]);
		expect(stdout, format).toContain('1,284');
	}
});

test('sections without statistics ask nobody', async () => {
	for (const words of [['about'], ['focus', 'json'], ['links', 'html'], ['vcard']]) {
		await run(words);
	}

	expect(github.requests).toEqual([]);
});

test('--offline asks nobody, --no-cache keeps nothing', async () => {
	const {stdout} = await run(['stats', '--offline']);
	expect(stdout).toContain('offline, as asked');
	expect(github.requests).toEqual([]);
	await run(['stats', '--no-cache']);
	expect(github.requests.length).toBeGreaterThan(0);
	expect(await readdir(home)).toEqual([]);
});

test('no token of the machine’s is sent', async () => {
	await run(['stats'], {GITHUB_TOKEN: goodToken, GH_TOKEN: goodToken});
	expect(github.authorizations.some(Boolean)).toBe(false);
	expect(github.counts.graphql).toBe(0);
});

test.each([
	['../x', {}, '--github takes a GitHub login: --github octocat'],
	['x', {TECHBYABRAR_API_URL: 'nowhere'}, 'TECHBYABRAR_API_URL: is no web address'],
	['x', {TECHBYABRAR_GITHUB_TOKEN: 'a b'}, 'TECHBYABRAR_GITHUB_TOKEN: is no token'],
] as const)('login %j with %j is refused in one line', async (login, more, message) => {
	const failure = run(['stats'], more, login);
	await expect(failure).rejects.toMatchObject({
		code: 2,
		stdout: '',
		stderr: expect.stringMatching(/^techbyabrar: [^\n]+\n$/),
	});
	await expect(failure).rejects.toMatchObject({stderr: expect.stringContaining(message)});
});
