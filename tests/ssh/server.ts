import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as pause} from 'node:timers/promises';
import {unreachable} from '../support/unreachable.ts';
import {serverProgram} from './build.ts';

export type LogLine = Readonly<Record<string, unknown>> & {readonly event: string};

export type Server = {
	readonly process: ChildProcess;
	readonly port: number;
	readonly fingerprint: string;
	/** Raw lines of its log. */
	readonly lines: readonly string[];
	readonly events: () => readonly LogLine[];
	readonly stderr: () => string;
	/** The folder of its host key and of files for tests. */
	readonly folder: string;
	readonly metrics: () => Promise<string>;
	/** The value of a series, 0 if it does not exist. */
	readonly metric: (series: string) => Promise<number>;
	readonly health: () => Promise<{readonly healthy: boolean; readonly workers: number}>;
	/** Resident bytes of the largest of its processes. */
	readonly memory: () => Promise<number>;
	readonly workers: () => Promise<readonly number[]>;
	/** Sends a signal and waits for the exit. @returns the exit code. */
	readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

const childrenOf = async (pid: number): Promise<readonly number[]> => {
	const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
	return text.split(' ').filter(Boolean).map(Number);
};

const residentBytes = async (pid: number): Promise<number> => {
	const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024;
};

/** Waits for a condition: generously, since the machine may be busy with other tests. */
export const until = async (
	holds: () => boolean | Promise<boolean>,
	timeout = 60_000,
	what: string | (() => string) = 'what was waited for',
): Promise<void> => {
	const deadline = performance.now() + timeout;
	while (!(await holds())) {
		if (performance.now() > deadline) {
			throw new Error(
				`${typeof what === 'string' ? what : what()} did not happen within ${timeout} ms`,
			);
		}

		await pause(20);
	}
};

/**
Starts the bundled server on a free port of 127.0.0.1, and waits until it serves.

@param flags - As on its command line, without `--`.
@param program - Another bundle than that of all tests.
*/
export const startServer = async (
	flags: Readonly<Record<string, string | number>> = {},
	environment: Readonly<Record<string, string>> = {},
	program = serverProgram,
): Promise<Server> => {
	const folder = await mkdtemp(join(tmpdir(), 'resume-ssh-'));
	const all = {port: 0, metrics: '127.0.0.1:0', ...flags};
	const child = spawn(
		process.execPath,
		[program, ...Object.entries(all).map(([name, value]) => `--${name}=${value}`)],
		{
			env: {
				PATH: process.env.PATH ?? '',
				STATE_DIRECTORY: folder,
				...unreachable,
				...environment,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	const lines: string[] = [];
	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', text => {
		stderr += text;
	});
	createInterface({input: child.stdout}).on('line', line => lines.push(line));
	const exited = once(child, 'exit');
	const events = () => lines.map(line => JSON.parse(line) as LogLine);
	const listening = () => events().find(({event}) => event === 'listening');
	await until(() => listening() !== undefined || child.exitCode !== null, 60_000, 'listening');
	const {port, metricsPort, fingerprint} = (listening() ?? {}) as Record<string, unknown>;
	if (port === undefined) {
		throw new Error(`the server did not start: ${stderr}`);
	}

	const get = async (path: string) =>
		(await fetch(`http://127.0.0.1:${metricsPort}/${path}`)).text();
	const server: Server = {
		process: child,
		port: Number(port),
		fingerprint: String(fingerprint),
		lines,
		events,
		stderr: () => stderr,
		folder,
		metrics: () => get('metrics'),
		metric: async series => {
			const line = (await get('metrics')).split('\n').find(text => text.startsWith(`${series} `));
			return Number(line?.split(' ').at(-1) ?? 0);
		},
		health: async () => JSON.parse(await get('healthz')),
		workers: () => childrenOf(child.pid ?? 0),
		memory: async () => {
			const pids = [child.pid ?? 0, ...(await childrenOf(child.pid ?? 0))];
			return Math.max(...(await Promise.all(pids.map(residentBytes))));
		},
		stop: async (signal = 'SIGKILL') => {
			const workers = signal === 'SIGKILL' ? await childrenOf(child.pid ?? 0) : [];
			child.kill(signal);
			await exited;
			for (const pid of workers) {
				try {
					process.kill(pid, 'SIGKILL');
				} catch {
					/* It has already exited. */
				}
			}

			await rm(folder, {recursive: true, force: true});
			return child.exitCode;
		},
	};
	const {workers = 2} = flags;
	if (metricsPort === undefined) {
		await pause(1000);
	} else {
		await until(async () => (await server.health()).workers === Number(workers), 60_000, 'workers');
	}

	return server;
};
