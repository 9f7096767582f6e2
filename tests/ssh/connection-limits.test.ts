import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type Hold, holdOne, holds} from './attacks/holds.ts';
import {rawConnection} from './attacks/raw.ts';
import {ssh, sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

/* Long enough for a busy machine; what is waited for comes in a second or two. */
const patience = 20_000;

const short = {
	'connection-rate': 1000,
	'sessionless-seconds': 2,
	'close-seconds': 1,
	'stall-seconds': 1,
};

let server: Server;
afterEach(() => server.stop());

const dropped = (reason: string) => server.metric(`resume_ssh_dropped_total{reason="${reason}"}`);

const connections = () => server.metric('resume_ssh_connections');

describe('a client that holds its connection with', () => {
	beforeEach(async () => {
		server = await startServer(short);
	});

	it.each(Object.entries(holds))('%s is disconnected', async (_name, way) => {
		const raw = await holdOne(server, way, 0);
		await until(() => raw?.isGone() ?? false, patience, 'the end of the connection');
		await until(async () => (await connections()) === 0);
		if (way.reason !== undefined) {
			expect(await dropped(way.reason)).toBe(1);
		}
	});
});

it('counts and logs a session until its client has closed it', async () => {
	server = await startServer({...short, 'close-seconds': 5});
	const held = 'resume_ssh_sessions{program="help"}';
	const ended = () => server.events().filter(({event}) => event === 'session-ended');
	const raw = await holdOne(server, holds['a finished command that is not closed'] as Hold, 0);
	await until(async () => (await server.metric(held)) === 1);
	expect((await ssh(server, 'privacy')).code).toBe(0);
	await until(() => ended().some(({program}) => program === 'privacy'));
	expect(await server.metric(held)).toBe(1);
	expect(ended().some(({program}) => program === 'help')).toBe(false);
	await until(() => raw?.isGone() ?? false, patience, 'the end of the connection');
	await until(async () => (await server.metric(held)) === 0);
	expect(ended()).toContainEqual(expect.objectContaining({program: 'help', code: 0}));
});

it('ends a connection that has lasted its longest, whatever runs in it, and says so', async () => {
	server = await startServer({...short, 'connection-seconds': 4});
	const screen = sshScreen(server);
	await screen.shows('❯ About');
	expect(await screen.exit(patience)).toBe(1);
	expect(screen.isAlternate()).toBe(false);
	expect(screen.text()).toContain('Connection time limit reached');
	expect(await dropped('absolute-limit')).toBe(1);
});

it('lets no client outlast that limit by starting one program after the other', async () => {
	server = await startServer({...short, 'connection-seconds': 4});
	const raw = await rawConnection(server, 0);
	const again = setInterval(() => {
		if (raw !== undefined && !raw.isGone()) {
			raw.client.exec('help', (_error, channel) => channel?.resume());
		}
	}, 500);
	try {
		await until(() => raw?.isGone() ?? false, patience, 'the end of the connection');
	} finally {
		clearInterval(again);
	}

	expect(await dropped('absolute-limit')).toBe(1);
});

const idleScreen: Hold = {
	hold: ({client}) => {
		client.shell({term: 'xterm'}, (_error, channel) => channel?.resume());
	},
};

describe('a full server', () => {
	it.each(Object.entries({...holds, 'idle screens': idleScreen}))(
		'whose places five addresses hold with %s has room for a sixth',
		async (_name, way) => {
			server = await startServer({connections: 40, 'connection-rate': 1000});
			const held = await Promise.all(
				Array.from({length: 40}, (_, index) => holdOne(server, way, index % 5)),
			);
			expect(held.filter(raw => raw !== undefined)).toHaveLength(40);
			expect((await ssh(server, 'focus')).stdout).toContain('Backend Architecture');
			for (const raw of held) {
				raw?.client.destroy();
			}
		},
	);

	it('refuses whoever would be one more of as many addresses, until one leaves', async () => {
		server = await startServer({...short, connections: 10});
		const way = holds['a finished command that is not closed'] as Hold;
		const held = await Promise.all(
			Array.from({length: 10}, (_, index) => holdOne(server, way, index)),
		);
		const {code, stderr} = await ssh(server, 'focus');
		expect(code).toBe(255);
		expect(stderr).toContain('The server is full; come back in a minute.');
		await until(async () => (await ssh(server, 'focus')).code === 0, patience);
		expect(held.length).toBe(10);
	});
});
