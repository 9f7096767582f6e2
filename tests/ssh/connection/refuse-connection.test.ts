import {once} from 'node:events';
import {createConnection, createServer} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {createRefusal} from '../../../source/ssh/connection/refuse-connection.ts';
import {run, sshOptions} from '../client.ts';

const server = createServer();
afterEach(() => {
	server.close();
});

it('says why to OpenSSH, and closes the connections of those who stay', async () => {
	const refuse = createRefusal();
	server.on('connection', socket => refuse(socket, 'The server is full; come back in a minute.'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	const {code, stderr} = await run(['ssh', ...sshOptions({port}), 'anyone@127.0.0.1']);
	expect(code).toBe(255);
	expect(stderr).toMatch(
		/^Received disconnect from 127.0.0.1 port \d+:12: The server is full; come back in a minute.\r?\n$/,
	);

	const staying = Array.from({length: 300}, () =>
		createConnection({port, host: '127.0.0.1', allowHalfOpen: true}).resume(),
	);
	await Promise.all(staying.map(socket => once(socket, 'end')));
	while (
		(await new Promise<number>(resolve => server.getConnections((_, count) => resolve(count)))) > 0
	) {
		await new Promise(resolve => setTimeout(resolve, 20));
	}

	for (const socket of staying) {
		socket.destroy();
	}
});
