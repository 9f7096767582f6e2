import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {keys} from '../support/mount.ts';
import {position} from '../support/position.ts';
import {bundle, start as startAlone, startInShell} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/* Keys that come before the screen, and those that must end a program that does not. */

let folder: string;
let sessions: ReturnType<typeof startAlone>[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => {
	for (const session of sessions) {
		session.kill('SIGKILL');
	}

	sessions = [];
	rmSync(folder, {recursive: true});
});

const start: typeof startInShell = (command, options) => {
	const session = startInShell(command, options);
	sessions.push(session);
	return session;
};

const moduleOf = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

const preload = (code: string) => ({NODE_OPTIONS: `--import ${moduleOf(code)}`});

const release = () => join(folder, 'release');

const waitForRelease = () => `
	while (!existsSync(${JSON.stringify(release())})) await new Promise(resolve => setTimeout(resolve, 10));`;

/* A bundle whose screen is loaded no sooner than it is released. */
const heldBundle = () => {
	cpSync(dirname(bundle), folder, {recursive: true});
	const chunks = join(folder, 'chunks');
	const chunk = join(chunks, readdirSync(chunks).find(name => name.startsWith('run-screen')) ?? '');
	const code = readFileSync(chunk, 'utf8');
	writeFileSync(chunk, `import {existsSync} from 'node:fs'; ${waitForRelease()}\n${code}`);
	writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
	return join(folder, basename(bundle));
};

/** For what comes within a second on an idle machine. */
const generous = 60_000;

const modesOf = (pid: number) =>
	execFileSync('sh', ['-c', `stty -a < /proc/${pid}/fd/0`], {encoding: 'utf8'});

/* Where there is no /proc, there is pgrep. */
const childOf = (pid: number) =>
	Number(
		process.platform === 'linux'
			? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
			: execFileSync('pgrep', ['-P', String(pid)], {encoding: 'utf8'}),
	);

const raw = /-icanon[\s\S]*-echo\b/;
const cooked = /(?<!-)\bicanon[\s\S]*(?<!-)\becho\b/;

const untilRaw = (pid: number) => expect.poll(() => modesOf(pid), {timeout: generous}).toMatch(raw);

const untilCooked = (pid: number) =>
	expect.poll(() => modesOf(pid), {timeout: generous}).toMatch(cooked);

describe.runIf(process.platform === 'linux').each([20, 24] as const)(
	'Node %i',
	{timeout: 3 * generous, tags: ['node-20', 'node-24']},
	major => {
		test('what is typed while Ink loads is not echoed, not lost and works at once', async () => {
			const session = start([nodeOf(major), heldBundle()]);
			await untilRaw(session.pid);
			session.send(`zz${keys.down}`);
			session.send(`${keys.down}zz`);
			await session.until(position(3), generous);
			/* Ink loads the statistics again, which have to wait for it, and what is typed behind. */
			session.send(`r${keys.down}`);
			writeFileSync(release(), '');
			await session.until(position(4), generous);
			expect(session.written()).not.toMatch(/zz|\^\[/);
			session.send('q');
			expect(await session.left(generous)).toBe(0);
			expect(session.written()).not.toContain('zz');
		});

		test('raw mode is on before the alternate screen', async () => {
			/* Holds the program as soon as it is on the alternate screen. */
			const environment = preload(`
			import {existsSync} from 'node:fs';
			const {write} = process.stdout;
			process.stdout.write = function (text, ...rest) {
				const result = write.call(this, text, ...rest);
				while (String(text).includes('\\u001B[?1049h') && !existsSync(${JSON.stringify(release())})) {
					Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
				}
				return result;
			};`);
			const session = start([nodeOf(major), bundle], {environment});
			await expect.poll(session.written, {timeout: generous}).toContain('\u001B[?1049h');
			expect(modesOf(session.pid)).toMatch(raw);
			session.send('zz');
			await new Promise(resolve => setTimeout(resolve, 200));
			writeFileSync(release(), '');
			await session.until(position(1), generous);
			expect(session.written()).not.toContain('zz');
			session.send('q');
			expect(await session.left(generous)).toBe(0);
		});

		test('Ctrl-C while Ink loads ends the program at once, and gives the terminal back', async () => {
			const session = start([nodeOf(major), heldBundle()]);
			await untilRaw(session.pid);
			session.send(keys.controlC);
			expect(await session.left(generous)).toBe(0);
			expect(session.written()).toContain('Come again');
			expect(session.written()).toContain('\u001B[?1049l');
			expect(modesOf(session.pid)).toMatch(cooked);
		});

		test('a second Ctrl-C ends an exit that never does', async () => {
			const environment = preload('process.on("exit", () => { for (;;); });');
			/* Ctrl-C would end a shell as well. */
			const session = startAlone(nodeOf(major), [bundle], {environment});
			sessions.push(session);
			await session.until(position(1), generous);
			session.send(keys.controlC);
			await session.until('Come again', generous);
			await untilCooked(session.pid);
			session.send(keys.controlC);
			expect(await session.exit).toMatchObject({signal: 2});
		});

		test('a second SIGTERM ends a program that does not heed the first', async () => {
			const environment = preload('process.on("exit", () => { for (;;); });');
			const session = start([nodeOf(major), bundle], {environment});
			await session.until(position(1), generous);
			process.kill(childOf(session.pid), 'SIGTERM');
			await session.until('Come again', generous);
			await untilCooked(session.pid);
			process.kill(childOf(session.pid), 'SIGTERM');
			expect(await session.left(generous)).toBe(143);
		});
	},
);
