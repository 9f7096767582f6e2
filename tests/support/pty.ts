import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {rowsOf} from './mount.ts';
import {unreachable} from './unreachable.ts';

/* The built bundle in a real pty, drawn by a terminal emulator. */

export const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export type PtyOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly environment?: Readonly<Record<string, string>>;
};

/* Neither the colors nor the locale of whoever runs the tests. */
const environment = {
	PATH: process.env.PATH ?? '',
	HOME: process.env.HOME ?? process.env.USERPROFILE ?? '',
	TERM: 'xterm-256color',
	COLORTERM: 'truecolor',
	LANG: 'C.UTF-8',
	...unreachable,
};

/** Starts a program in a pty. */
export const start = (
	file: string,
	args: readonly string[],
	{columns = 80, rows = 24, environment: more = {}}: PtyOptions = {},
) => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const child = spawn(file, [...args], {
		cols: columns,
		rows,
		name: more.TERM ?? environment.TERM,
		env: {...environment, ...more},
	});
	let written = '';
	child.onData(data => {
		written += data;
		terminal.write(data);
	});
	terminal.onData(reply => child.write(reply));
	const exit = new Promise<{exitCode: number; signal?: number | undefined}>(resolve => {
		child.onExit(resolve);
	});
	const text = () => rowsOf(terminal).join('\n');
	return {
		terminal,
		pid: child.pid,
		exit,
		text,
		written: () => written,
		send: (data: string) => child.write(data),
		resize(columns: number, rows: number) {
			terminal.resize(columns, rows);
			child.resize(columns, rows);
		},
		/** Waits until the screen shows something; fails with the screen if it never does. */
		async until(sign: string | RegExp, timeout = 60_000) {
			const deadline = performance.now() + timeout;
			const shows = () => (typeof sign === 'string' ? text().includes(sign) : sign.test(text()));
			while (!shows()) {
				if (performance.now() > deadline) {
					throw new Error(`${String(sign)} never came:\n${text()}`);
				}

				await new Promise(resolve => setTimeout(resolve, 20));
			}
		},
		kill: (signal?: string) => child.kill(signal),
	};
};

/**
Starts a program in a shell that stays when the program has ended, until it is killed: the pty drops
what is still unread 200 ms after its own program's end.
*/
export const startInShell = (command: readonly string[], options?: PtyOptions) => {
	const script = '"$@"; echo "left with $?"; exec sleep 1000';
	const session = start('sh', ['-c', script, 'sh', ...command], options);
	return {
		...session,
		/** Waits for the program's end, and gives its exit code. */
		async left(timeout?: number) {
			const ending = /^left with (\d+)$/m;
			await session.until(ending, timeout);
			return Number(ending.exec(session.text())?.[1]);
		},
	};
};
