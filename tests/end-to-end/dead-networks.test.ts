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
import {bundle, startInShell} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/*
The built bundle where nothing ever answers. The silence lasts until the test ends, so what waits
for it fails here, however slow the machine is.
*/

let github: Github;
beforeAll(async () => {
	github = await startGithub();
	Object.assign(github.remaining, {core: 10_000, search: 10_000});
});
afterAll(() => github.close());

const majors = [20, 24] as const;

/** For what comes within seconds on an idle machine. */
const generous = 60_000;

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

const commandIn = async ({launcher = []}: DeadNetwork, major: number, word: string) => [
	...launcher,
	nodeOf(major),
	bundle,
	'--github',
	login,
	word,
];

const isKilled = (major: number, {holdsThread}: Case) => major === 20 && holdsThread === true;

const run = async (
	network: DeadNetwork,
	major: number,
	word: string,
	onTestFinished: (end: () => void) => void,
) => {
	const [file = '', ...args] = await commandIn(network, major, word);
	const child = spawn(file, args, {
		env: {PATH: process.env.PATH, LANG: 'C.UTF-8', ...network.environment},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => child.kill('SIGKILL'));
	const exit = new Promise(resolve => {
		child.once('exit', (code, signal) => resolve({code, signal}));
	});
	return {stdout: await text(child.stdout), exit: await exit};
};

describe.skipIf(process.platform === 'win32').concurrent.each(majors)('Node %i', major => {
	describe.concurrent.each(cases)('$name', {tags: `node-${major}`}, each => {
		test('in a pipe each command ends, the whole résumé first', {timeout: 3 * generous}, async ({
			onTestFinished,
		}) => {
			const network = await each.open();
			onTestFinished(network.close);
			const ended: string[] = [];
			const named = async (word: string) => {
				const {stdout, exit} = await run(network, major, word, onTestFinished);
				expect(exit).toEqual(
					isKilled(major, each) ? {code: null, signal: 'SIGKILL'} : {code: 0, signal: null},
				);
				ended.push(word);
				return stdout;
			};
			const [stats, whole] = await Promise.all([named('stats'), named('text')]);
			expect(stats).toContain(`GitHub · ${login}`);
			expect(whole).toContain('Selected Work');
			if (each.shows.source.startsWith('asking')) {
				expect(ended).toEqual(['text', 'stats']);
			} else {
				expect(stats).toMatch(/^Stars +51/m);
			}
		});

		test.for([
			['q', 'q'],
			['Ctrl-C', keys.controlC],
		] as const)(
			'on a screen %s leaves',
			{timeout: 3 * generous},
			async ([, key], {onTestFinished}) => {
				const network = await each.open();
				onTestFinished(network.close);
				const command = await commandIn(network, major, 'stats');
				const session = startInShell(command, {environment: network.environment});
				onTestFinished(() => session.kill('SIGKILL'));
				await session.until(each.shows, generous);
				session.send(key);
				expect(await session.left(generous)).toBe(isKilled(major, each) ? 137 : 0);
				expect(session.text()).toContain('Come again');
				expect(session.terminal.buffer.active.type).toBe('normal');
			},
		);
	});
});
