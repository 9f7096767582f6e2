import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Github, startGithub} from '../stats/github/server.ts';
import {
	cacheFifo,
	type DeadNetwork,
	deadDisk,
	silentDns,
	silentProxy,
	silentServer,
} from '../support/dead-networks.ts';
import {keys} from '../support/mount.ts';
import {nodeOf} from '../support/nodes.ts';
import {bundle, start} from '../support/pty.ts';

/*
The built bundle where nothing ever answers. The silence lasts until the test ends, so what waits
for it fails here, however slow the machine is.
*/

let github: Github;
beforeAll(async () => {
	github = await startGithub();
	Object.assign(github.remaining, {core: 10_000, search: 10_000});
	await Promise.all(majors.map(nodeOf));
});
afterAll(() => github.close());

const majors = [20, 24];
const login = 'sample-user';

const live = () => ({
	TECHBYABRAR_API_URL: github.baseUrls.api,
	TECHBYABRAR_WEB_URL: github.baseUrls.web,
	TECHBYABRAR_CARD_URL: `${github.url}/cards`,
});

type Case = {
	readonly name: string;
	readonly open: () => DeadNetwork | Promise<DeadNetwork>;
	/** What the screen comes to. */
	readonly shows: RegExp;
	/** A thread that the system does not give back: an old Node ends by a signal or not at all. */
	readonly holdsThread?: true;
};

const cases: readonly Case[] = [
	{
		name: 'a proxy that accepts CONNECT and never answers',
		open: silentProxy,
		shows: /asking 0\/\d/,
	},
	{name: 'a server that accepts and never answers', open: silentServer, shows: /asking 0\/\d/},
	{name: 'DNS that drops packets', open: silentDns, shows: /asking 0\/\d/},
	{name: 'a cache that is a FIFO', open: () => cacheFifo(live(), login), shows: /live, just now/},
	{
		name: 'a cache on a disk that does not answer',
		open: () => deadDisk(live()),
		shows: /live, just now/,
		holdsThread: true,
	},
];

const commandIn = async ({launcher = []}: DeadNetwork, major: number, ...words: string[]) => {
	const [file = '', ...args] = [
		...launcher,
		await nodeOf(major),
		bundle,
		'--github',
		login,
		...words,
	];
	return {file, args};
};

const exitOf = (major: number, {holdsThread}: Case) =>
	major === 20 && holdsThread ? {code: null, signal: 'SIGKILL'} : {code: 0, signal: null};

const run = async (network: DeadNetwork, major: number, ...words: string[]) => {
	const {file, args} = await commandIn(network, major, ...words);
	const child = spawn(file, args, {
		env: {PATH: process.env.PATH, LANG: 'C.UTF-8', ...network.environment},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exit = new Promise(resolve => {
		child.once('exit', (code, signal) => resolve({code, signal}));
	});
	try {
		return {stdout: await text(child.stdout), exit: await exit};
	} finally {
		child.kill('SIGKILL');
	}
};

describe.concurrent.each(majors)('Node %i', major => {
	describe.concurrent.each(cases)('$name', each => {
		test('in a pipe each command ends, the whole résumé first', {timeout: 90_000}, async () => {
			const network = await each.open();
			const ended: string[] = [];
			const named = async (word: string) => {
				const {stdout, exit} = await run(network, major, word);
				expect(exit).toEqual(exitOf(major, each));
				ended.push(word);
				return stdout;
			};
			const [stats, whole] = await Promise.all([named('stats'), named('text')]);
			network.close();
			expect(stats).toContain(`GitHub · ${login}`);
			expect(whole).toContain('Selected Work');
			if (each.shows.source.startsWith('asking')) {
				expect(ended).toEqual(['text', 'stats']);
			} else {
				expect(stats).toMatch(/^Stars +51/m);
			}
		});

		test.each([
			['q', 'q'],
			['Ctrl-C', keys.controlC],
		])('on a screen %s leaves', {timeout: 90_000}, async (_key, key) => {
			const network = await each.open();
			const {file, args} = await commandIn(network, major, 'stats');
			const {environment} = network;
			const session = start(file, args, {environment});
			await session.until(each.shows);
			session.send(key);
			const {exitCode, signal} = await session.exit;
			network.close();
			const {code} = exitOf(major, each);
			expect({exitCode, signal}).toEqual({exitCode: 0, signal: code === null ? 9 : 0});
			await session.until('Come again');
			expect(session.terminal.buffer.active.type).toBe('normal');
		});
	});
});
