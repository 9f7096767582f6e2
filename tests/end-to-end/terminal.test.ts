import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {keys} from '../support/mount.ts';
import {position} from '../support/position.ts';
import {bundle, type PtyOptions, start} from '../support/pty.ts';

const node = process.execPath;
const windows = process.platform === 'win32';

/*
In a shell, which says before what its process is, and afterwards how it was left, the exit code and
the terminal's modes, and stays until that is read.
*/
const inShell = (command: string, options?: PtyOptions) => {
	const session = start(
		'sh',
		[
			'-c',
			`sh -c 'echo "process $$"; exec "$@"' sh ${command}; echo "exit $?"; stty -a | tr ' \\t' '\\n\\n' | grep -E '^-?(icanon|echo|isig);?$' | tr '\\n' ' '; echo ==left==; exec sleep 1000`,
		],
		options,
	);
	onTestFinished(() => session.kill('SIGKILL'));
	return session;
};

const quoted = (...args: readonly string[]) => args.map(arg => `'${arg}'`).join(' ');
const program = (...args: readonly string[]) => quoted(node, bundle, ...args);

const processIn = (session: ReturnType<typeof start>): number =>
	Number(/process (\d+)/.exec(session.written())?.[1]);

const expectRestored = (session: ReturnType<typeof start>) => {
	const modes = session.text().match(/-?(?:icanon|echo|isig)\b/g);
	expect(modes?.toSorted()).toEqual(['echo', 'icanon', 'isig']);
	expect(session.terminal.buffer.active.type).toBe('normal');
	const written = session.written();
	for (const [on, off] of [
		['\u001B[?1049h', '\u001B[?1049l'],
		['\u001B[?25l', '\u001B[?25h'],
		['\u001B[?2004h', '\u001B[?2004l'],
	] as const) {
		expect(written.lastIndexOf(off), off.slice(1)).toBeGreaterThan(written.lastIndexOf(on));
	}
};

describe.runIf(!windows)('every way out gives the terminal back', () => {
	test.each([
		['q', 'q', 0],
		['Ctrl-C', keys.controlC, 0],
	])('%s', async (_name, key, code) => {
		const session = inShell(program());
		await session.until(position(1));
		session.send(key);
		await session.until('==left==');
		expect(session.text()).toContain(`exit ${code}`);
		expect(session.text()).toContain(bundledProfile.links.items[0]?.url);
		expectRestored(session);
	});

	test.each([
		['SIGTERM', 143],
		['SIGINT', 130],
		['SIGHUP', 129],
	])('%s', async (signal, code) => {
		const session = inShell(program());
		await session.until(position(1));
		process.kill(processIn(session), signal);
		await session.until('==left==');
		expect(session.text()).toContain(`exit ${code}`);
		expectRestored(session);
	});

	test.each([
		['an exception', 'throw new Error("boom \\u001B[31m" + "x".repeat(500))'],
		['a rejected promise', 'Promise.reject(new Error("boom"))'],
	])('%s, with one clear line', async (_name, fault) => {
		const preload = `data:text/javascript,setTimeout(() => {${encodeURIComponent(fault)}}, 700)`;
		const session = inShell(quoted(node, '--import', preload, bundle));
		await session.until(position(1));
		await session.until('==left==');
		expect(session.text()).toContain('exit 1');
		expect(session.text()).toMatch(/techbyabrar: internal error: Error: boom/);
		expect(session.text()).not.toMatch(/\bat .*:\d+:\d+/);
		expectRestored(session);
	});

	test('Ctrl-Z and fg', async () => {
		const session = start('bash', ['--norc', '-i'], {environment: {PS1: 'prompt> '}});
		await session.until('prompt>');
		session.send(`${program()}\r`);
		await session.until(position(1));
		session.send(keys.down);
		await session.until(position(2));
		session.send('\u001A');
		await session.until(/Stopped[\s\S]*prompt>/);
		expect(session.terminal.buffer.active.type).toBe('normal');
		session.send('stty -a | grep -o -- "-icanon" || echo cooked\r');
		await session.until(/^cooked/m);
		session.send('fg\r');
		await session.until('❯ Focus');
		session.send(keys.down);
		await session.until(position(3));
		session.send('q');
		await session.until('Come again');
		session.send('exit\r');
		await session.exit;
	});
});

test('a resize in the middle of a section is followed', async () => {
	const session = start(node, [bundle, 'principles']);
	await session.until('Software Engineering Principles');
	session.resize(40, 12);
	await session.until(/Abraham Abrar +Principles/);
	session.resize(120, 40);
	await session.until('3. Performance & Efficiency');
	session.send('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
});

test.each([
	[20, 6],
	[26, 10],
])('at %i x %i, and back from larger, each page is drawn', async (columns, rows) => {
	const session = start(node, [bundle], {columns, rows});
	await session.until(position(1));
	session.send('3');
	await session.until('Principles');
	session.resize(80, 24);
	await session.until('1. Architecture');
	session.resize(columns, rows);
	await session.until(position(3));
	session.send('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
});

test('a profile with a name and a headline that do not fit', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'profile-'));
	const file = join(folder, 'long.json');
	const long = 'long '.repeat(60).trim();
	await writeFile(
		file,
		JSON.stringify({...bundledProfile, name: long, headline: {parts: [long, long]}}),
	);
	const session = start(node, [bundle, '--profile', file]);
	await session.until(position(1));
	expect(session.text()).toContain('…');
	session.send('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
});

/* On Windows the console writes sequences of its own. */
describe.skipIf(windows)('what the environment says', () => {
	const frame = async (
		environment: Readonly<Record<string, string>>,
		...args: readonly string[]
	) => {
		const session = start(node, [bundle, ...args], {environment});
		await session.until(position(1));
		const written = session.written();
		session.send('q');
		await session.exit;
		return written;
	};

	const color = /\u001B\[(?:\d+;)*[34]8;/;

	test('NO_COLOR and --no-color: no color', async () => {
		expect(await frame({})).toMatch(color);
		expect(await frame({NO_COLOR: '1'})).not.toMatch(color);
		expect(await frame({}, '--no-color')).not.toMatch(color);
		expect(await frame({NO_COLOR: '1'}, '--color')).toMatch(color);
	});

	test('a locale without UTF-8, and --ascii: ASCII', async () => {
		expect(await frame({})).toMatch(/[❯─]/);
		for (const written of [await frame({LC_ALL: 'C'}), await frame({}, '--ascii')]) {
			expect(written).toMatch(/^[\u0000-\u007F]+$/);
			expect(written).toContain('----');
		}
	});

	test('CI=1 with a person at a terminal: the screen', async () => {
		expect(await frame({CI: '1'})).toContain('❯');
	});

	test('TERM=dumb and a screen reader: plain text', async () => {
		for (const [name, value] of [
			['TERM', 'dumb'],
			['INK_SCREEN_READER', 'true'],
		] as const) {
			const session = start(node, [bundle, 'work'], {environment: {[name]: value}});
			expect(await session.exit).toMatchObject({exitCode: 0});
			expect(session.written()).toContain('backend-api-starter');
			expect(session.written()).not.toContain('\u001B');
		}
	});
});
