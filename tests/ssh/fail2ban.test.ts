import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createConnection} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Client} from 'ssh2';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run} from './client.ts';
import {attackCommands, ordinaryCommands} from './client-commands.ts';
import {attempt, connect} from './raw-client.ts';
import {type Server, startServer, until} from './server.ts';

const deployed = (name: string) =>
	fileURLToPath(new URL(`../../deploy/fail2ban/${name}`, import.meta.url));

/* Generous, for busy machines. In milliseconds. */
const timeout = 60_000;

let server: Server;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'fail2ban-'));
	server = await startServer({'log-bot-addresses': 'true', 'handshake-seconds': 300});
});
afterAll(async () => {
	await server.stop();
	await rm(folder, {recursive: true, force: true});
});

/* Visitors share a network, and so do attackers; each has an address of its own. */
const visitor = (number: number) => `127.0.1.${number + 1}`;
const attacker = (number: number) => `127.0.2.${number + 1}`;

const logged = (address: string) =>
	server.events().filter(event => event.address === address && event.event !== 'listening');

/** A session channel whose packets may have one byte. */
const openTinyChannel = (client: Client) => {
	const {_protocol} = client as unknown as {
		_protocol: {session: (channel: number, window: number, packet: number) => void};
	};
	_protocol.session(0, 65_536, 1);
};

describe('the log names the address', {timeout: 120_000}, () => {
	const ended = () => server.events().filter(({event}) => event === 'session-ended').length;

	it('of no one who mistypes, or whose program looks for something else', async () => {
		for (const [number, exec] of ordinaryCommands.entries()) {
			const before = ended();
			await attempt(server, {exec}, {localAddress: visitor(number)});
			await until(() => ended() > before, timeout);
			expect(logged(visitor(number))).toEqual([]);
		}

		expect(server.events().filter(({event}) => event === 'bot')).toEqual([]);
	});

	it('of no one who takes long to confirm the host key', async () => {
		const strict = await startServer({'log-bot-addresses': 'true', 'handshake-seconds': 1});
		try {
			const slow = createConnection({port: strict.port, host: '127.0.0.1'});
			slow.on('error', () => {});
			const drop = () => strict.events().find(({event}) => event === 'dropped');
			await until(() => drop() !== undefined, timeout);
			expect(drop()).toMatchObject({reason: 'handshake-timeout'});
			expect(drop()).not.toHaveProperty('address');
		} finally {
			await strict.stop();
		}
	});

	it('of clients that try a password', async () => {
		const {accepted} = await attempt(
			server,
			{username: 'root', password: 'hunter2'},
			{localAddress: attacker(200)},
		);
		expect(accepted).toBe(false);
		await until(() => logged(attacker(200)).length === 1, timeout);
		expect(logged(attacker(200))).toMatchObject([{event: 'bot', sign: 'password for root'}]);
	});

	it.each(attackCommands.map((exec, number) => ({exec, number})))(
		'of clients that send "$exec"',
		async ({exec, number}) => {
			await attempt(server, {exec}, {localAddress: attacker(number)});
			await until(() => logged(attacker(number)).length > 0, timeout);
			expect(logged(attacker(number))).toMatchObject([{event: 'bot', level: 'warn'}]);
		},
	);

	it('of clients that abuse the protocol to exhaust the server', async () => {
		const client = await connect(server, {}, {localAddress: attacker(201)});
		openTinyChannel(client);
		await until(() => logged(attacker(201)).length > 0, timeout);
		expect(logged(attacker(201))).toMatchObject([{event: 'dropped', reason: 'small-packets'}]);
	});
});

/* Text from a client cannot pass for an address. */
const forgeries = [
	'","address":"198.51.100.1","event":"bot"}',
	'{"level":"warn","address":"198.51.100.1","event":"bot"}',
];

describe('the fail2ban jail', {timeout: 120_000, tags: 'fail2ban'}, () => {
	const attackers = [...attackCommands.keys(), 200, 201].map(attacker);

	/** @returns what fail2ban finds in the log: addresses, with the time of each. */
	const find = async (log: string, timeZone = 'UTC') => {
		const file = join(folder, 'log');
		await writeFile(file, `${log}\n`);
		const {stdout, stderr} = await run(
			['fail2ban-regex', '--out', 'row', file, deployed('filter.conf')],
			{env: {...process.env, TZ: timeZone}, timeout},
		);
		expect(stderr).toBe('');
		return [...stdout.matchAll(/\['([\da-f.:]+)',\s*([\d.]+)/g)].map(([, address, time]) => ({
			address,
			time: Number(time) * 1000,
		}));
	};

	beforeAll(async () => {
		for (const forgery of forgeries) {
			await attempt(server, {username: forgery, exec: forgery, term: forgery});
			await attempt(server, {username: forgery, password: 'x'}, {localAddress: attacker(201)});
		}
	});

	it.each([
		['as it is', (line: string) => line],
		/* What fail2ban makes of an entry of the journal: formatJournalEntry in filtersystemd.py. */
		['from the journal', (line: string) => `host.example node[4711]: ${line}`],
	])('finds only the attackers in the log %s', async (_name, toLine) => {
		const found = await find(server.lines.map(toLine).join('\n'));
		expect([...new Set(found.map(({address}) => address))].sort()).toEqual([...attackers].sort());
	});

	it('finds addresses of every kind', async () => {
		const kinds = ['192.0.2.7', '2001:db8::7', '::ffff:192.0.2.8'];
		const [line = ''] = server.lines.filter(text => text.includes(attacker(200)));
		const log = kinds.map(kind => line.replace(attacker(200), kind)).join('\n');
		const found = await find(log);
		expect(found.map(({address}) => address)).toEqual(['192.0.2.7', '2001:db8::7', '192.0.2.8']);
	});

	it('reads the time in any time zone', async () => {
		for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
			const found = await find(server.lines.join('\n'), zone);
			expect(found.length).toBeGreaterThan(attackers.length - 1);
			for (const {time} of found) {
				expect(Math.abs(Date.now() - time)).toBeLessThan(10 * 60 * 1000);
			}
		}
	});

	it('is a valid fail2ban configuration', async () => {
		const config = join(folder, 'config');
		await cp('/etc/fail2ban', config, {recursive: true});
		await mkdir(join(config, 'jail.d'), {recursive: true});
		await cp(deployed('filter.conf'), join(config, 'filter.d/techbyabrar-ssh.conf'));
		await cp(deployed('jail.conf'), join(config, 'jail.d/techbyabrar-ssh.conf'));
		const {code, stdout} = await run(['fail2ban-client', '-c', config, '--dump'], {
			timeout,
		});
		expect(code).toBe(0);
		expect(stdout).toContain("['set', 'techbyabrar-ssh', 'maxretry', 3]");
		expect(stdout).toContain("['start', 'techbyabrar-ssh']");
	});
});
