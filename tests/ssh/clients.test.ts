/* @module-tag ssh */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {inSid, run, sshOptions, sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

const words = ['focus'];
const expected = 'Backend Architecture';

describe('OpenSSH', () => {
	it('of this machine exchanges keys without a warning', async () => {
		const {code, stdout, stderr} = await run([
			'ssh',
			...sshOptions(server),
			'-oLogLevel=INFO',
			'-v',
			'anyone@127.0.0.1',
			...words,
		]);
		expect(code).toBe(0);
		expect(stdout).toContain(expected);
		expect(stderr).toMatch(/kex: algorithm: (?:mlkem768x25519-sha256|curve25519-sha256)/);
		expect(stderr).not.toMatch(/WARNING/);
	});

	it('of 10.1 or later uses the post-quantum exchange, without a warning', {
		tags: 'openssh-10',
	}, async () => {
		const version = await run(inSid(['ssh', '-V']));
		const [, major = '0', minor = '0'] = /OpenSSH_(\d+)\.(\d+)/.exec(version.stderr) ?? [];
		expect(Number(major) * 100 + Number(minor)).toBeGreaterThanOrEqual(1001);

		const quiet = await run(
			inSid(['ssh', ...sshOptions(server), '-oLogLevel=INFO', 'anyone@127.0.0.1', ...words]),
		);
		expect(quiet.stdout).toContain(expected);
		expect(quiet.stderr.replace(/^Warning: Permanently added .*\r?\n/, '')).toBe('');

		const {stderr} = await run(
			inSid([
				'ssh',
				'-v',
				...sshOptions(server),
				'-oLogLevel=DEBUG1',
				'anyone@127.0.0.1',
				...words,
			]),
		);
		expect(stderr).toContain('kex: algorithm: mlkem768x25519-sha256');
		expect(stderr).not.toContain('WARNING');
	});

	it('of 10.1 or later rekeys in the middle of a session', {
		tags: 'openssh-10',
	}, async () => {
		const log = '/tmp/rekey.log';
		const screen = sshScreen(server, {
			program: inSid(['ssh']),
			flags: ['-v', '-E', log, '-oLogLevel=DEBUG1', '-oRekeyLimit=1K'],
		});
		await screen.shows('❯ About');
		for (const label of ['Focus', 'Principles', 'Stack', 'Stats', 'Work']) {
			screen.press('\u001B[B');
			await screen.shows(`❯ ${label}`);
		}

		screen.press('q');
		expect(await screen.exit()).toBe(0);
		const {stdout} = await run(inSid(['cat', log]));
		await run(inSid(['rm', log]));
		expect(stdout.split('kex: algorithm: mlkem768x25519-sha256').length).toBeGreaterThan(2);
	});
});

it('runs commands of OpenSSH over one connection, sequentially and concurrently', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'multiplexed-'));
	const options = [...sshOptions(server), `-oControlPath=${folder}/socket`];
	const master = spawn('ssh', [...options, '-oControlMaster=yes', '-N', 'anyone@127.0.0.1']);
	const command = () => run(['ssh', ...options, 'anyone@127.0.0.1', ...words]);
	const connections = () => server.events().filter(({event}) => event === 'authenticated').length;
	const earlier = connections();
	try {
		/* The log may be later than the connection. */
		await until(() => existsSync(`${folder}/socket`) && connections() > earlier, 20_000);
		const before = connections();
		const outcomes = [];
		for (let index = 0; index < 5; index++) {
			outcomes.push(await command());
		}

		outcomes.push(...(await Promise.all([command(), command(), command()])));
		expect(outcomes.map(({code}) => code)).toEqual(outcomes.map(() => 0));
		expect(outcomes.every(({stdout}) => stdout.includes(expected))).toBe(true);
		/* OpenSSH would open a new connection for what the multiplexed one refuses. */
		expect(connections()).toBe(before);
	} finally {
		master.kill();
		await rm(folder, {recursive: true});
	}
});

const python = (program: string) =>
	run(['/usr/bin/python3', '-W', 'ignore', '-c', program, String(server.port)]);

const asyncssh = `
import asyncio, asyncssh, sys
async def main():
    async with asyncssh.connect('127.0.0.1', int(sys.argv[1]), known_hosts=None) as connection:
        run = lambda: connection.run('focus', check=True)
        for index in range(5):
            print((await run()).stdout)
    async with asyncssh.connect('127.0.0.1', int(sys.argv[1]), known_hosts=None) as connection:
        await asyncio.gather(*(connection.run('focus', check=True) for index in range(6)))
asyncio.run(main())
`;

it('runs commands of asyncssh over one connection', {tags: 'asyncssh'}, async () => {
	const {code, stdout, stderr} = await python(asyncssh);
	expect(stderr).toBe('');
	expect(code).toBe(0);
	expect(stdout.split(expected)).toHaveLength(6);
});

it('serves PuTTY', {tags: 'plink'}, async () => {
	const {code, stdout} = await run([
		'plink',
		'-batch',
		'-hostkey',
		server.fingerprint,
		'-P',
		String(server.port),
		'anyone@127.0.0.1',
		...words,
	]);
	expect(code).toBe(0);
	expect(stdout).toContain(expected);
});

it('serves Dropbear', {tags: 'dbclient'}, async () => {
	const {code, stdout} = await run([
		'dbclient',
		'-y',
		'-y',
		'-p',
		String(server.port),
		'anyone@127.0.0.1',
		...words,
	]);
	expect(code).toBe(0);
	expect(stdout).toContain(expected);
});

const paramiko = `
import paramiko, sys
def connect():
    client = paramiko.Transport(('127.0.0.1', int(sys.argv[1])))
    client.start_client(timeout=10)
    return client
client = connect()
try:
    client.auth_password('anyone', 'hunter2', fallback=False)
    sys.exit('a password was accepted')
except paramiko.BadAuthenticationType as error:
    assert error.allowed_types == ['keyboard-interactive'], error.allowed_types
client = connect()
client.auth_interactive('anyone', lambda title, instructions, prompts: [])
channel = client.open_session()
channel.exec_command('focus')
print(channel.makefile().read().decode())
assert channel.recv_exit_status() == 0
`;

const paramikoWithPassword = `
import paramiko, sys
client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
client.connect('127.0.0.1', int(sys.argv[1]), 'anyone', 'hunter2', look_for_keys=False, allow_agent=False)
_, stdout, _ = client.exec_command('focus')
print(stdout.read().decode())
client.close()
`;

it.each([
	['whose password it refuses, by keyboard-interactive', paramiko],
	['that asks for that itself after the password', paramikoWithPassword],
])('serves Paramiko, %s', {tags: 'paramiko'}, async (_name, program) => {
	const {code, stdout, stderr} = await python(program);
	expect(stderr).toBe('');
	expect(code).toBe(0);
	expect(stdout).toContain(expected);
});

it('gives ssh-audit nothing to warn about', {tags: 'openssh-10'}, async () => {
	const {stdout} = await run(inSid(['ssh-audit', '-n', '-p', String(server.port), '127.0.0.1']), {
		timeout: 25_000,
	});
	expect(stdout).toContain('mlkem768x25519-sha256');
	expect(stdout).not.toMatch(/\[fail\]/);
	expect(stdout).not.toMatch(/\[warn\]/);
	expect(stdout).not.toMatch(/DHEat/i);
});
