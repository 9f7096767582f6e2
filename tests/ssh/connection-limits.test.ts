/* @module-tag ssh */
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Hold, holdOne, holds} from './attacks/holds.ts';
import {type Raw, rawConnection} from './attacks/raw.ts';
import {ssh, sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

/* Long enough for a busy machine; what is waited for comes in a second or two. */
const timeout = 60_000;
const testTimeout = 3 * timeout;

const short = {
	'connection-rate': 1000,
	'sessionless-seconds': 2,
	'close-seconds': 2,
	'stall-seconds': 2,
};

const unclosed = holds['a finished command that is not closed'] as Hold;

const isOver = (raw: Raw | undefined) =>
	until(() => raw?.isGone() ?? true, timeout, 'the end of the connection');

const use = (flags: Parameters<typeof startServer>[0]) => {
	let server: Server;
	beforeAll(async () => {
		server = await startServer(flags);
	});
	afterAll(() => server.stop());
	return {
		server: () => server,
		dropped: (reason: string) => server.metric(`resume_ssh_dropped_total{reason="${reason}"}`),
		/** Waits until the server has so many connections. */
		has: (connections: number) =>
			until(
				async () => (await server.metric('resume_ssh_connections')) === connections,
				timeout,
				`${connections} connections`,
			),
	};
};

describe('a client is disconnected that holds its connection with', {timeout: testTimeout}, () => {
	const {server, dropped, has} = use(short);

	it.each(Object.entries(holds))('%s', async (_name, way) => {
		const before = way.reason === undefined ? 0 : await dropped(way.reason);
		const raw = await holdOne(server(), way, 0);
		expect(raw).toBeDefined();
		await isOver(raw);
		await has(0);
		if (way.reason !== undefined) {
			expect(await dropped(way.reason)).toBe(before + 1);
		}
	});
});

it('replies to a client that closes a session in which nothing was started', {
	timeout: testTimeout,
}, async () => {
	const server = await startServer(short);
	try {
		const raw = (await rawConnection(server, 0)) as Raw;
		const closed: number[] = [];
		raw.protocol._handlers.CHANNEL_CLOSE = (_protocol, channel) => closed.push(channel);
		raw.protocol.session(7, 1024, 1024);
		raw.protocol.channelClose(0);
		await until(() => closed.length > 0, timeout);
		expect(closed).toEqual([7]);
	} finally {
		await server.stop();
	}
});

describe('a session that its client does not close', {timeout: testTimeout}, () => {
	const {server, dropped} = use({...short, 'close-seconds': 10});

	it('is counted until the connection ends, and only then logged as ended', async () => {
		const running = () => server().metric('resume_ssh_sessions{program="help"}');
		const ended = () =>
			server()
				.events()
				.filter(({event}) => event === 'session-ended');
		const raw = await holdOne(server(), unclosed, 0);
		await until(async () => (await running()) === 1, timeout);
		/* Somebody else's, meanwhile, ends. */
		expect((await ssh(server(), 'privacy')).code).toBe(0);
		await until(() => ended().some(({program}) => program === 'privacy'), timeout);
		if ((await dropped('not-closed')) === 0) {
			expect(await running()).toBe(1);
			expect(ended().some(({program}) => program === 'help')).toBe(false);
		}

		await isOver(raw);
		await until(async () => (await running()) === 0, timeout);
		await until(() => ended().some(({program}) => program === 'help'), timeout);
		const end = ended().find(({program}) => program === 'help');
		expect(end?.code).toBe(0);
		expect(end?.seconds).toBeGreaterThan(9);
	});
});

describe('a connection at its maximum duration', {timeout: testTimeout}, () => {
	const {server, dropped} = use({...short, 'connection-seconds': 6});

	it('ends while a screen is shown, and tells the visitor why', async () => {
		const screen = sshScreen(server());
		expect(await screen.exit(timeout)).toBe(1);
		expect(screen.isAlternate()).toBe(false);
		expect(screen.text()).toContain('Connection time limit reached');
		expect(await dropped('absolute-limit')).toBe(1);
	});

	it('ends while its client starts one program after another', async () => {
		const raw = await rawConnection(server(), 0);
		const again = setInterval(() => {
			if (raw !== undefined && !raw.isGone()) {
				raw.client.exec('help', (_error, channel) => channel?.resume());
			}
		}, 500);
		await isOver(raw).finally(() => clearInterval(again));
		expect(await dropped('absolute-limit')).toBe(2);
	});
});

const idleScreen: Hold = {
	hold: ({client}) => {
		client.shell({term: 'xterm'}, (_error, channel) => channel?.resume());
	},
};

describe('a server whose slots are all held', {timeout: testTimeout}, () => {
	const {server, has} = use({connections: 40, 'connection-rate': 1000});

	it.each(Object.entries({...holds, 'idle screens': idleScreen}))(
		'by five addresses, with %s, has room for a sixth',
		async (_name, way) => {
			const held = await Promise.all(
				Array.from({length: 40}, (_, index) => holdOne(server(), way, index % 5)),
			);
			expect((await ssh(server(), 'focus')).stdout).toContain('Backend Architecture');
			for (const raw of held) {
				raw?.socket.destroy();
			}

			await has(0);
		},
	);

	it('by as many addresses refuses one more, until one of them leaves', async () => {
		const held = await Promise.all(
			Array.from({length: 40}, (_, index) => holdOne(server(), idleScreen, index)),
		);
		const {code, stderr} = await ssh(server(), 'focus');
		expect(code).toBe(255);
		expect(stderr).toContain('The server is full; come back in a minute.');
		await has(40);
		held[0]?.socket.destroy();
		await has(39);
		expect((await ssh(server(), 'focus')).code).toBe(0);
		for (const raw of held) {
			raw?.socket.destroy();
		}
	});
});
