/* @module-tag ssh */
import {once} from 'node:events';
import {createConnection, createServer} from 'node:net';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {ssh} from './client.ts';
import {type Server, startServer, until} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer({
		'trusted-proxies': '127.0.0.1',
		'log-bot-addresses': 'true',
		'connections-per-address': 1,
	});
});
afterAll(() => server.stop());

/** A proxy that puts something in front of each connection, byte by byte if asked. */
const startProxy = async (header: Buffer, oneByOne = false) => {
	const proxy = createServer(async client => {
		const upstream = createConnection({port: server.port, host: '127.0.0.1', noDelay: true});
		upstream.on('error', () => {});
		client.on('error', () => {});
		if (oneByOne) {
			for (const byte of header) {
				upstream.write(Buffer.of(byte));
				await new Promise(resolve => setTimeout(resolve, 1));
			}
		} else {
			upstream.write(header);
		}

		client.pipe(upstream).pipe(client);
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {port: (proxy.address() as {port: number}).port, close: () => proxy.close()};
};

const version2 = Buffer.from('0d0a0d0a000d0a515549540a2111000cc0000207c0000201d90308ae', 'hex');

it.each([
	['version 1', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 55555 22\r\n'), false],
	['version 1, byte by byte', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 55555 22\r\n'), true],
	['version 2', version2, false],
	['version 2, byte by byte', version2, true],
])('believes a proxy that it trusts: %s', async (_name, header, oneByOne) => {
	const proxy = await startProxy(header, oneByOne);
	const before = server.events().length;
	const outcome = await ssh({...server, port: proxy.port}, 'unknown-word');
	proxy.close();
	expect(outcome.code).toBe(2);
	await until(() =>
		server
			.events()
			.slice(before)
			.some(({event}) => event === 'bot'),
	);
	expect(server.events().findLast(({event}) => event === 'bot')).toMatchObject({
		address: '192.0.2.7',
	});
});

it('lets no one in from a proxy without a header', async () => {
	expect((await ssh(server, 'focus')).code).toBe(255);
	expect(await server.metric('resume_ssh_refused_total{reason="proxy-header"}')).toBeGreaterThan(0);
});

it('takes a header from nobody else', async () => {
	const plain = await startServer();
	try {
		const socket = createConnection({port: plain.port, host: '127.0.0.1'});
		socket.write('PROXY TCP4 192.0.2.7 192.0.2.1 55555 22\r\nSSH-2.0-x\r\n');
		socket.on('error', () => {});
		socket.resume();
		await once(socket, 'close');
		expect(plain.lines.join('\n')).not.toContain('192.0.2.7');
	} finally {
		await plain.stop();
	}
});
