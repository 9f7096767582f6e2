/* @module-tag ssh */
import {once} from 'node:events';
import {createConnection, createServer} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {ssh, sshScreen} from './client.ts';
import {attempt} from './raw-client.ts';
import {type Server, startServer, until} from './server.ts';

vi.setConfig({testTimeout: 120_000});
/** For what takes longer on a busy machine, in milliseconds. */
const limit = 60_000;

const flags = {
	'trusted-proxies': '127.0.0.1',
	'log-bot-addresses': 'true',
	'connection-rate': 1000,
};

let server: Server;
beforeAll(async () => {
	server = await startServer(flags);
});
afterAll(() => server.stop());

/** A proxy that sends something before each connection's data, byte by byte if asked. */
const startProxy = async ({port}: Pick<Server, 'port'>, header: Buffer, oneByOne = false) => {
	const proxy = createServer(async client => {
		const upstream = createConnection({port, host: '127.0.0.1', noDelay: true});
		upstream.on('error', () => {});
		client.on('error', () => {});
		if (oneByOne) {
			for (const byte of header) {
				upstream.write(Buffer.of(byte));
				await pause(1);
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

const version2 = (command: number, family: number, block: string | Buffer) => {
	const bytes = Buffer.from(block as string, 'hex');
	const length = Buffer.of(bytes.length >> 8, bytes.length & 255);
	return Buffer.concat([
		Buffer.from('0d0a0d0a000d0a515549540a', 'hex'),
		Buffer.of(0x20 | command, family),
		length,
		bytes,
	]);
};

const version1 = Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 55555 22\r\n');
const ipv4 = version2(1, 0x11, 'c0000207c0000201d90308ae');
const mapped = `00000000000000000000ffffc0000207${'0'.repeat(32)}d90308ae`;

/* An attempted password is logged with the address. */
const loggedAddress = async (proxy: Pick<Server, 'port'>) => {
	const before = server.events().length;
	const bot = () =>
		server
			.events()
			.slice(before)
			.find(({event}) => event === 'bot');
	await attempt(proxy, {password: 'x'});
	await until(() => bot() !== undefined, limit, 'the line in the log');
	return bot()?.address;
};

describe('a trusted proxy', () => {
	it.each([
		['version 1', version1, false, '192.0.2.7'],
		['version 1, byte by byte', version1, true, '192.0.2.7'],
		['version 2', ipv4, false, '192.0.2.7'],
		['version 2, byte by byte', ipv4, true, '192.0.2.7'],
		['version 2, IPv4-mapped', version2(1, 0x21, mapped), false, '0:0:0:0:0:ffff:c000:207'],
		['version 2, unspecified', version2(1, 0, ''), false, '127.0.0.1'],
		['version 2, a UNIX socket', version2(1, 0x31, Buffer.alloc(216)), false, '127.0.0.1'],
		['version 2, local', version2(0, 0, ''), false, '127.0.0.1'],
		[
			'version 2, with 4 kB of TLVs',
			version2(1, 0x31, Buffer.alloc(216 + 4096)),
			false,
			'127.0.0.1',
		],
	])('says whose connection it is: %s', async (_name, header, oneByOne, address) => {
		const proxy = await startProxy(server, header, oneByOne);
		expect((await ssh(proxy, 'focus')).code).toBe(0);
		expect(await loggedAddress(proxy)).toBe(address);
		proxy.close();
	});

	it('has separate limits per client, however it writes addresses', async () => {
		const own = await startServer({...flags, 'connections-per-address': 1});
		const first = await startProxy(own, version1);
		const same = await startProxy(own, version2(1, 0x21, mapped));
		const other = await startProxy(own, version2(1, 0x21, mapped.replace('c0000207', 'c0000208')));
		try {
			const screen = sshScreen(first);
			await screen.shows('❯ About', limit);
			expect((await ssh(same, 'focus')).code).toBe(255);
			expect((await ssh(other, 'focus')).code).toBe(0);
			screen.press('q');
			await screen.exit(limit);
		} finally {
			for (const {close} of [first, same, other]) {
				close();
			}

			await own.stop();
		}
	});

	it('is refused without a header', async () => {
		expect((await ssh(server, 'focus')).code).toBe(255);
		expect(await server.metric('resume_ssh_refused_total{reason="proxy-header"}')).toBeGreaterThan(
			0,
		);
	});
});

describe('on SIGTERM', () => {
	const checkHealth = async (port: number) => {
		const socket = createConnection({port, host: '127.0.0.1'});
		socket.write(version2(0, 0, ''));
		socket.on('error', () => {});
		const [bytes] = await once(socket, 'data');
		socket.destroy();
		return String(bytes);
	};

	it('a server fails its health checks before it stops serving', async () => {
		const own = await startServer({...flags, 'shutdown-delay-seconds': 30});
		const proxy = await startProxy(own, ipv4);
		try {
			expect(await checkHealth(own.port)).toMatch(/^SSH-2\.0-/);
			expect((await own.health()).healthy).toBe(true);
			const stopped = own.stop('SIGTERM');
			await until(() => own.events().some(({event}) => event === 'stopping'), limit);
			expect(await checkHealth(own.port)).toBe(
				'The server is restarting; come back in a moment.\r\n',
			);
			expect((await own.health()).healthy).toBe(false);
			expect((await ssh(proxy, 'focus')).code).toBe(0);
			/* A second signal skips the delay. */
			own.process.kill('SIGTERM');
			expect(await stopped).toBe(1);
		} finally {
			proxy.close();
		}
	});
});

it('accepts a header from nobody else', async () => {
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
