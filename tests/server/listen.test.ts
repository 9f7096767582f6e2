import {once} from 'node:events';
import {connect, createServer} from 'node:net';
import {expect, it} from 'vitest';
import {listen, passedSocket, stopListening} from '../../source/server/listen.ts';

it.each([
	[{}, undefined],
	[{LISTEN_FDS: '1', LISTEN_PID: '7'}, {fd: 3}],
	[{LISTEN_FDS: '1', LISTEN_PID: '8'}, undefined],
	[{LISTEN_FDS: '0', LISTEN_PID: '7'}, undefined],
	[{LISTEN_FDS: 'x', LISTEN_PID: '7'}, undefined],
])('takes a passed socket only if it is for this process: %j', (environment, socket) => {
	expect(passedSocket(environment, 7)).toEqual(socket);
});

it('names the fix when the port is in use', async () => {
	const other = createServer();
	await listen(other, {address: '127.0.0.1', port: 0}, {});
	const {port} = other.address() as {port: number};
	await expect(listen(createServer(), {address: '127.0.0.1', port}, {})).rejects.toThrow(
		`cannot listen on 127.0.0.1 port ${port}: the port is in use: choose another with --port`,
	);
	other.close();
});

it('accepts all of the backlog before it stops listening', async () => {
	const server = createServer(socket => socket.end('welcome'));
	await listen(server, {address: '127.0.0.1', port: 0}, {});
	const {port} = server.address() as {port: number};
	const sockets = Array.from({length: 30}, () => connect(port, '127.0.0.1'));
	const answers = sockets.map(async socket => {
		let text = '';
		for await (const chunk of socket) {
			text += chunk;
		}

		return text;
	});
	await Promise.all(sockets.map(socket => once(socket, 'connect')));
	await stopListening(server, {});
	expect(server.listening).toBe(false);
	expect(new Set(await Promise.all(answers))).toEqual(new Set(['welcome']));
});
