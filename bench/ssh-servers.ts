import {type ChildProcess, execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {startServer} from '../tests/ssh/server.ts';
import {cache} from '../tests/support/tools.ts';
import {bundle, frameEnd} from './time-to-output.ts';

/* The SSH server and what it is compared with. */

const execute = promisify(execFile);

export type RunningServer = {
	readonly port: number;
	/** Of all its processes. */
	readonly pids: readonly number[];
	readonly stop: () => Promise<unknown>;
};

export type Contender = {
	readonly name: string;
	/** What its first frame ends with. */
	readonly shows: string;
	readonly start: () => Promise<RunningServer>;
};

/* Limits of visitors are not what is measured. */
const unlimited = {
	connections: 100_000,
	'connections-per-address': 100_000,
	'connections-unauthenticated': 10_000,
	'connection-rate': 100_000,
};

export const ours: Contender = {
	name: 'techbyabrar',
	shows: frameEnd,
	start: async () => {
		const server = await startServer(unlimited);
		return {
			port: server.port,
			pids: [server.process.pid ?? 0, ...(await server.workers())],
			stop: () => server.stop(),
		};
	},
};

/* A program that prints its port. */
const startProgram = async (program: string, args: readonly string[]): Promise<RunningServer> => {
	const child: ChildProcess = spawn(program, args, {stdio: ['ignore', 'pipe', 'ignore']});
	const exited = once(child, 'exit');
	if (child.stdout === null || child.pid === undefined) {
		throw new Error(`${program} did not start`);
	}

	const ended = exited.then(([code]) => {
		throw new Error(`${program} ended with ${code} before it listened`);
	});
	ended.catch(() => {});
	const [port] = await Promise.race([once(createInterface({input: child.stdout}), 'line'), ended]);
	return {
		port: Number(port),
		pids: [child.pid],
		stop: () => {
			child.kill('SIGKILL');
			return exited;
		},
	};
};

export const echo: Contender = {
	name: 'ssh2 echo',
	shows: 'ready',
	start: () =>
		startProgram(process.execPath, [fileURLToPath(new URL('ssh-echo.ts', import.meta.url))]),
};

const packages = 'golang-go golang-github-charmbracelet-wish-dev';

/* The text as `npx` prints it. */
const readSections = async () => {
	const run = async (...args: readonly string[]) =>
		(await execute(process.execPath, [bundle, '--offline', ...args])).stdout;
	const {sections} = JSON.parse(await run('json')) as {
		readonly sections: readonly {readonly id: string; readonly title: string}[];
	};
	return Promise.all(
		sections.map(async ({id, title}) => ({
			Title: title,
			Lines: (await run(id, 'text', '--width', '60')).split('\n'),
		})),
	);
};

/**
Builds the program in wish/ with Go and the libraries from Debian.

@returns undefined, and why, where they are not there.
*/
export const buildWish = async (): Promise<Contender | {readonly missing: string}> => {
	const folder = `${cache}wish/`;
	const program = `${folder}server`;
	const sections = `${folder}sections.json`;
	await mkdir(folder, {recursive: true});
	try {
		const source = fileURLToPath(new URL('wish/main.go', import.meta.url));
		await execute('go', ['build', '-o', program, source], {
			env: {...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode'},
		});
	} catch {
		return {missing: `Go with wish and bubbletea: apt-get install ${packages} (Debian 12)`};
	}

	await writeFile(sections, JSON.stringify(await readSections()));
	return {
		name: 'Go, wish 0.1',
		shows: 'quit',
		start: () => startProgram(program, [sections]),
	};
};
