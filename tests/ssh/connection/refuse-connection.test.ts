/* @module-tag ssh */
import {once} from 'node:events';
import {createConnection, createServer, type Socket} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {createRefuser} from '../../../source/ssh/connection/refuse-connection.ts';
import {run, sshOptions} from '../client.ts';
import {until} from '../server.ts';

const server = createServer();
afterEach(() => {
	server.removeAllListeners('connection').close();
});

it('tells OpenSSH why', async () => {
	const refuse = createRefuser();
	server.on('connection', socket => refuse(socket, 'The server is full; come back in a minute.'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	const {code, stderr} = await run(['ssh', ...sshOptions({port}), 'anyone@127.0.0.1']);
	expect(code).toBe(255);
	expect(stderr).toMatch(
		/^Received disconnect from 127.0.0.1 port \d+:12: The server is full; come back in a minute.\r?\n$/,
	);
});

const connections = () =>
	new Promise<number>(resolve => {
		server.getConnections((_error, count) => resolve(count));
	});

it('hangs up on clients that do not, and on those that send a flood', async () => {
	const refuse = createRefuser();
	server.on('connection', socket => refuse(socket, 'The server is full; come back in a minute.'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	const staying = Array.from({length: 300}, () =>
		createConnection({port, host: '127.0.0.1', allowHalfOpen: true}).resume(),
	);
	await Promise.all(staying.map(socket => once(socket, 'end')));
	await until(async () => (await connections()) === 0, 20_000, 'the end of those who stay');
	for (const socket of staying) {
		socket.destroy();
	}

	const flooded = once(server, 'connection');
	const flood = createConnection({port, host: '127.0.0.1', allowHalfOpen: true});
	flood.on('error', () => {}).resume();
	flood.write(Buffer.alloc(64 * 1024 * 1024));
	const [socket] = (await flooded) as [Socket];
	await until(() => socket.destroyed, 20_000, 'the end of the flood');
	expect(socket.bytesRead).toBeLessThan(1024 * 1024);
	flood.destroy();
});
