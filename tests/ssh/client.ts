import {execFile} from 'node:child_process';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {asRoot, sid} from '../support/tools.ts';
import {type Server, until} from './server.ts';

/** Runs a command in Debian sid. */
export const inSid = (command: readonly string[]): readonly string[] => [
	...(asRoot ?? []),
	'chroot',
	sid,
	...command,
];

const options = [
	'-F/dev/null',
	'-oStrictHostKeyChecking=no',
	'-oUserKnownHostsFile=/dev/null',
	'-oGlobalKnownHostsFile=/dev/null',
	'-oLogLevel=ERROR',
	'-oObscureKeystrokeTiming=no',
	'-oIgnoreUnknown=ObscureKeystrokeTiming,WarnWeakCrypto',
];

/* IgnoreUnknown applies only to the options after it. */
const ordered = [...options].sort(
	(a, b) => Number(b.includes('IgnoreUnknown')) - Number(a.includes('IgnoreUnknown')),
);

export const sshOptions = (server: Pick<Server, 'port'>): readonly string[] => [
	...ordered,
	`-oPort=${server.port}`,
];

export type Outcome = {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
};

/** Runs a program to its end. */
export const run = (
	[program = '', ...words]: readonly string[],
	{
		input = '',
		timeout = 60_000,
		env,
	}: {input?: string; timeout?: number; env?: NodeJS.ProcessEnv} = {},
): Promise<Outcome> =>
	new Promise(resolve => {
		const child = execFile(
			program,
			words,
			{timeout, env, maxBuffer: 64 * 1024 * 1024},
			(error, stdout, stderr) => {
				const code = error === null ? 0 : Number(error.code ?? -1);
				resolve({code, stdout, stderr});
			},
		);
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});

/** Runs the machine's own OpenSSH without a terminal. */
export const ssh = (server: Pick<Server, 'port'>, ...words: readonly string[]): Promise<Outcome> =>
	run(['ssh', ...sshOptions(server), '--', 'anyone@127.0.0.1', ...words]);

export type ScreenOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly term?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** User and host. @default anyone@127.0.0.1 */
	readonly destination?: string;
	/** The command, after the host. */
	readonly words?: readonly string[];
	/** Which ssh. @default the machine's own */
	readonly program?: readonly string[];
	/** Further options of ssh, before all others: the first one takes effect. */
	readonly flags?: readonly string[];
};

/** Runs OpenSSH in a real pseudo-terminal, with an emulator for what it shows. */
export const sshScreen = (
	server: Pick<Server, 'port'>,
	{
		columns = 80,
		rows = 24,
		term = 'xterm-256color',
		env = {},
		destination = 'anyone@127.0.0.1',
		words = [],
		flags = [],
		program = ['ssh'],
	}: ScreenOptions = {},
) => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const client = pty.spawn(
		program[0] ?? 'ssh',
		[...program.slice(1), '-t', ...flags, ...sshOptions(server), '--', destination, ...words],
		{name: term, cols: columns, rows, env: {PATH: process.env.PATH ?? '', TERM: term, ...env}},
	);
	let bytes = '';
	let code: number | undefined;
	client.onData(data => {
		bytes += data;
		terminal.write(data);
	});
	client.onExit(({exitCode}) => {
		code = exitCode;
	});
	const lines = () =>
		Array.from(
			{length: terminal.rows},
			(_, row) =>
				terminal.buffer.active
					.getLine(terminal.buffer.active.viewportY + row)
					?.translateToString(true, 0, terminal.cols) ?? '',
		);
	const text = () => lines().join('\n');
	const shows = (wanted: string | RegExp, timeout?: number) =>
		until(
			() => (typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text())),
			timeout,
			() => `"${wanted}" on the screen:\n${text()}\n`,
		);
	return {
		lines,
		text,
		shows,
		/** All output, including escape sequences. */
		bytes: () => bytes,
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		press: (keys: string) => client.write(keys),
		resize: (cols: number, newRows: number) => {
			terminal.resize(cols, newRows);
			client.resize(cols, newRows);
		},
		kill: (signal = 'SIGKILL') => client.kill(signal),
		exit: async (timeout = 60_000) => {
			await until(
				() => code !== undefined,
				timeout,
				() => `the end of ssh:\n${text()}\n`,
			);
			/* Its last output may not have passed the emulator yet. */
			await new Promise<void>(resolve => terminal.write('', resolve));
			return code;
		},
	};
};
