import ssh2 from 'ssh2';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {ssh} from './client.ts';
import {type Haproxy, startHaproxy} from './haproxy.ts';
import {type Server, startServer, until} from './server.ts';

vi.setConfig({testTimeout: 400_000});
const limit = 60_000;

const key = ssh2.utils.generateKeyPairSync('ed25519').private;
const start = (port = 0) =>
	startServer(
		{
			port,
			'trusted-proxies': '127.0.0.1',
			'log-bot-addresses': 'true',
			'connection-rate': 1000,
			'connections-per-address': 1000,
			'shutdown-delay-seconds': 3,
		},
		{RESUME_SSH_HOST_KEY_PEM: key},
	);

let servers: Record<'first' | 'second', Server>;
let haproxy: Haproxy;
afterEach(async () => {
	await haproxy.stop();
	await Promise.all(Object.values(servers).map(server => server.stop()));
});

describe('two servers behind HAProxy', {tags: 'haproxy'}, () => {
	it.each([
		['with the checks in deploy/', []],
		/* These only see that the socket listens, and pass for a server that is about to stop. */
		[
			'with plain checks',
			[
				['    option tcp-check\n', ''],
				['    tcp-check expect rstring ^SSH-2.0-\n', ''],
			],
		],
	] as const)('lose no visitor when restarted one after the other, %s', async (_name, changes) => {
		servers = {first: await start(), second: await start()};
		haproxy = await startHaproxy(
			[servers.first.port, servers.second.port],
			[['inter 1s', 'inter 200ms'], ...changes],
		);
		const isUp = async (name: 'first' | 'second') =>
			until(async () => (await haproxy.status(name)) === 'UP', limit, `${name} up`);
		await isUp('first');
		await isUp('second');
		expect(servers.first.fingerprint).toBe(servers.second.fingerprint);

		const outcomes: string[] = [];
		let done = false;
		const visit = async () => {
			while (!done) {
				const {code, stderr} = await ssh(haproxy, 'focus');
				outcomes.push(`${code} ${stderr}`);
			}
		};

		const visitors = Promise.all([visit(), visit(), visit()]);
		for (const name of ['first', 'second'] as const) {
			const {port, stop} = servers[name];
			const stopped = stop('SIGTERM');
			await until(async () => (await haproxy.status(name)) === 'DOWN', limit, `${name} down`);
			expect(await stopped).toBe(0);
			servers[name] = await start(port);
			await isUp(name);
			const before = outcomes.length;
			await until(() => outcomes.length > before + 6, limit, 'visitors');
		}

		done = true;
		await visitors;
		expect(outcomes.filter(outcome => outcome !== '0 ')).toEqual([]);
		expect(outcomes.length).toBeGreaterThan(12);
		for (const server of Object.values(servers)) {
			expect(server.events().some(({event}) => event === 'session')).toBe(true);
		}
	});
});
