/* @module-tag ssh */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {serverProgram} from './build.ts';
import {ssh} from './client.ts';
import type {Server} from './server.ts';
import {until} from './server.ts';

it('serves on a socket that was opened for it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'activation-'));
	const opened = createServer();
	opened.listen(0, '127.0.0.1');
	await once(opened, 'listening');
	const {port} = opened.address() as {port: number};
	const {fd} = (opened as unknown as {_handle: {fd: number}})._handle;
	/* As systemd does: the socket is number 3, and the variables name the process. */
	const child = spawn(
		'sh',
		['-c', 'LISTEN_PID=$$ exec "$0" "$@"', process.execPath, serverProgram, '--metrics=off'],
		{
			env: {PATH: process.env.PATH ?? '', STATE_DIRECTORY: folder, LISTEN_FDS: '1'},
			stdio: ['ignore', 'ignore', 'pipe', fd],
		},
	);
	const exited = once(child, 'exit');
	opened.close();
	try {
		await until(async () => (await ssh({port} as Server, 'focus')).code === 0, 10_000);
		child.kill('SIGTERM');
		await exited;
		expect(child.exitCode).toBe(0);
	} finally {
		child.kill('SIGKILL');
		await rm(folder, {recursive: true, force: true});
	}
});
