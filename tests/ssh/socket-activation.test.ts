/* @module-tag ssh */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {unreachable} from '../support/unreachable.ts';
import {serverProgram} from './build.ts';
import {ssh} from './client.ts';

vi.setConfig({testTimeout: 120_000});

let folder: string;
let children: ChildProcess[];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'activation-'));
	children = [];
});
afterEach(async () => {
	for (const child of children) {
		child.kill('SIGKILL');
	}

	await rm(folder, {recursive: true, force: true});
});

/** Opens a socket as systemd does, and passes it to `sh -c` as descriptor 3. No process accepts yet. */
const startWithSocket = async (script: string) => {
	const opened = createServer();
	opened.listen(0, '127.0.0.1');
	await once(opened, 'listening');
	const {port} = opened.address() as {port: number};
	const {fd} = (opened as unknown as {_handle: {fd: number}})._handle;
	const child = spawn(
		'sh',
		['-c', script, process.execPath, serverProgram, '--metrics=off', '--connection-rate=1000'],
		{
			env: {PATH: process.env.PATH ?? '', STATE_DIRECTORY: folder, LISTEN_FDS: '1', ...unreachable},
			stdio: ['ignore', 'ignore', 'pipe', fd],
		},
	);
	opened.close();
	children.push(child);
	let stderr = '';
	child.stderr?.setEncoding('utf8').on('data', text => {
		stderr += text;
	});
	return {child, port, exited: once(child, 'exit'), stderr: () => stderr};
};

/* The variables name the process that the socket is for. */
const server = 'LISTEN_PID=$$ exec "$0" "$@"';

it('serves the first connection, made before the server is ready', async () => {
	const {child, port, exited, stderr} = await startWithSocket(server);
	const first = ssh({port}, 'focus');
	expect(stderr()).not.toContain('Listening on');
	expect(await first).toMatchObject({code: 0, stdout: expect.stringContaining('Focus')});
	child.kill('SIGTERM');
	await exited;
	expect(child.exitCode).toBe(0);
});

it('loses no connection during a restart', async () => {
	/* The shell keeps the socket open in between, as systemd does. */
	const run = `sh -c '${server.replaceAll("'", '')}' "$0" "$@"`;
	const {child, port, exited, stderr} = await startWithSocket(
		`${run} & echo pid $! >&2; wait $!; ${run} & echo pid $! >&2; wait $!; exit $?`,
	);
	const pids = () => [...stderr().matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
	const starts = () => stderr().match(/Listening on/g)?.length ?? 0;
	const codes: number[] = [];
	let done = false;
	const visit = async () => {
		while (!done) {
			codes.push((await ssh({port}, 'focus')).code);
		}
	};

	const visitors = Promise.all([visit(), visit()]);
	const reach = async (condition: () => boolean) => {
		while (!condition()) {
			await once(child.stderr ?? child, 'data');
		}
	};

	await reach(() => starts() === 1);
	await ssh({port}, 'focus');
	process.kill(pids()[0] ?? 0, 'SIGTERM');
	await reach(() => starts() === 2);
	await ssh({port}, 'focus');
	done = true;
	await visitors;
	process.kill(pids()[1] ?? 0, 'SIGTERM');
	await exited;
	expect(child.exitCode).toBe(0);
	expect(codes.length).toBeGreaterThan(4);
	expect(new Set(codes)).toEqual(new Set([0]));
});
