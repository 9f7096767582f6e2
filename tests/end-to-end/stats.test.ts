import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	onTestFinished,
	test,
} from 'vitest';
import {hang, serverError} from '../stats/github/failures.ts';
import {type Github, goodToken, startGithub} from '../stats/github/server.ts';
import {cacheIn, homeIn} from '../support/home.ts';
import {bundle, startInShell} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/* The built bundle against the stand-in for GitHub. */

let github: Github;
let home: string;
beforeAll(async () => {
	github = await startGithub();
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
	/* Windows has no such locale; there, TERM says what the console can show. */
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

/** For what comes within seconds on an idle machine. */
const timeout = 120_000;

describe.each([20, 22, 24, 26] as const)('Node %i', major => {
	const options = {timeout, tags: `node-${major}`} as const;
	const open = (...command: string[]) => {
		const session = startInShell(command, {environment: environment()});
		onTestFinished(() => session.kill('SIGKILL'));
		return session;
	};

	test('shows the numbers as they land, keeps them, and leaves at once', options, async () => {
		const command = [nodeOf(major), bundle, 'stats', '--github', 'sample-user'];
		const session = open(...command);
		await session.until(/Commits, last year +≈ 1,284 +━/, timeout);
		await session.until(/live, just now\s+[┃│]/, timeout);
		session.send('q');
		expect(await session.left(timeout)).toBe(0);
		expect(session.text()).toContain('Come again');
		expect(await readdir(cacheIn(home))).toEqual(['sample-user.json']);

		github.reset();
		const again = open(...command);
		await again.until(/cached, (?:just now|\d+ min ago)\s+[┃│]/, timeout);
		again.send('q');
		await again.left(timeout);
		expect(github.requests).toEqual([]);
	});

	test('leaves while everything hangs', options, async () => {
		github.intercept(/^\//, hang);
		const session = open(nodeOf(major), bundle, 'stats');
		await session.until(/asking 0\/\d/, timeout);
		session.send('q');
		expect(await session.left(timeout)).toBe(0);
	});
});

test('as text', async () => {
	const {stdout, stderr} = await run(['stats']);
	expect(stderr).toBe('');
	expect(stdout).toMatch(/^Stars +51 +━+╸?·+$/m);
	expect(stdout).toMatch(/^ {2}Python +53\.55 %/m);
	expect(stdout).toMatch(/^GitHub · sample-user · live, \d+ \w{3} \d{4}, \d\d:\d\d UTC$/m);
});

test('for screen readers: numbers and words, without drawings', async () => {
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
	const {stdout, stderr} = await run(['stats', '--offline']);
	expect(stdout).toBe('Engineering Stats\n\nGitHub · sample-user\n');
	expect(stderr).toBe('techbyabrar: cannot update the statistics: offline mode\n');
	expect(github.requests).toEqual([]);
	await run(['stats', '--no-cache']);
	expect(github.requests.length).toBeGreaterThan(0);
	expect(await readdir(home)).toEqual([]);
});

test('errors are reported on stderr if statistics were requested, and not in the text', async () => {
	github.intercept(/^\//, serverError());
	for (const format of ['text', 'markdown', 'html']) {
		const {stdout, stderr} = await run(['stats', format]);
		expect(stdout).not.toMatch(/GitHub is down|Stars|–/);
		expect(stderr).toBe('techbyabrar: cannot update the statistics: GitHub is down\n');
		expect((await run([format])).stderr).toBe('');
	}

	const {stdout, stderr} = await run(['stats', 'json']);
	expect(stdout).toMatch(/"label": "Stars",\s+"text": "–",\s+"missing": "service-down"/);
	expect(stderr).toBe('');
});

test('no token of the machine’s is sent', async () => {
	await run(['stats'], {GITHUB_TOKEN: goodToken, GH_TOKEN: goodToken});
	expect(github.authorizations.some(Boolean)).toBe(false);
	expect(github.counts.graphql).toBe(0);
});

test.each([
	['../x', {}, '--github takes a GitHub login: --github octocat'],
	['x', {TECHBYABRAR_API_URL: 'nowhere'}, 'TECHBYABRAR_API_URL: not a valid URL'],
	['x', {TECHBYABRAR_GITHUB_TOKEN: 'a b'}, 'TECHBYABRAR_GITHUB_TOKEN: not a valid GitHub token'],
] as const)('login %j with %j is refused in one line', async (login, more, message) => {
	const failure = run(['stats'], more, login);
	await expect(failure).rejects.toMatchObject({
		code: 2,
		stdout: '',
		stderr: expect.stringMatching(/^techbyabrar: [^\n]+\n$/),
	});
	await expect(failure).rejects.toMatchObject({stderr: expect.stringContaining(message)});
});
