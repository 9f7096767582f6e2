import {mkdtempSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';

/* Programs in a real pty of 80x24, and when they write what. */

export const bundle = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** A program waits this long at most, in milliseconds. */
const patience = 120_000;

/* A GitHub that never answers: the hardest case for what should not wait for it. */
const silent = createServer(() => {});
await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
silent.unref();
const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;

/** Neither the colors, the locale nor the caches of whoever runs this. */
const environment = {
	PATH: process.env.PATH ?? '',
	HOME: mkdtempSync(join(tmpdir(), 'resume-bench-')),
	TERM: 'xterm-256color',
	COLORTERM: 'truecolor',
	LANG: 'C.UTF-8',
	TECHBYABRAR_API_URL: silentUrl,
	TECHBYABRAR_WEB_URL: silentUrl,
	TECHBYABRAR_CARD_URL: silentUrl,
};

/** What ends a frame. */
export const frameEnd = '\u001B[?2026l';

/** What follows the first frame when Ink has drawn it too, and listens to keys. */
export const inkReady = ['\u001B[24H', '\u001B[?2004h'];

export type Size = {readonly columns: number; readonly rows: number};

export const startInPty = (
	command: readonly string[],
	{columns = 80, rows = 24}: Partial<Size> = {},
	more: Readonly<Record<string, string>> = {},
): IPty => {
	const [program = '', ...args] = command;
	/* Not in the project's folder, where npx would find the project itself. */
	const env = {...environment, ...more};
	return spawn(program, args, {cols: columns, rows, env, cwd: environment.HOME});
};

/** Milliseconds from a program's start to its end. */
export const timeToExit = (command: readonly string[]): Promise<number> => {
	const started = performance.now();
	const child = startInPty(command);
	return new Promise(resolve => {
		child.onExit(() => resolve(performance.now() - started));
	});
};

/**
Milliseconds from a program's start until it has written each of some texts, one behind the other.
The program is gone when this returns: whatever is measured next has the machine to itself.

@param keys - Typed when the last of them has come but one.
@throws if the program ends first.
*/
export const timesToOutput = (
	command: readonly string[],
	texts: readonly string[],
	{keys = '', env = {}}: {keys?: string; env?: Readonly<Record<string, string>>} = {},
): Promise<readonly number[]> => {
	const started = performance.now();
	const child = startInPty(command, {}, env);
	return new Promise((resolve, reject) => {
		const times: number[] = [];
		let output = '';
		let position = 0;
		child.onData(data => {
			const now = performance.now() - started;
			output += data;
			while (times.length < texts.length) {
				const text = texts[times.length] ?? '';
				const found = output.indexOf(text, position);
				if (found === -1) {
					return;
				}

				position = found + text.length;
				times.push(now);
				if (keys !== '' && times.length === texts.length - 1) {
					child.write(keys);
				}
			}

			child.kill('SIGKILL');
		});
		const timer = setTimeout(() => child.kill('SIGKILL'), patience);
		child.onExit(({exitCode}) => {
			clearTimeout(timer);
			if (times.length === texts.length) {
				resolve(times);
			} else {
				const wanted = JSON.stringify(texts[times.length]);
				const end = JSON.stringify(output.slice(-300));
				reject(
					new Error(
						`${command.join(' ')} ended with ${exitCode} before it wrote ${wanted}: ${end}`,
					),
				);
			}
		});
	});
};
