import {readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Client} from 'ssh2';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Outcome, run} from './client.ts';
import {connect} from './raw-client.ts';
import type {Server} from './server.ts';
import {type Sshd, startRelayedServer, startSshd} from './sshd.ts';

/* Commands that would run something or write a file if the relay's ssh took them for options. */
const options = (open: string): readonly string[] => [
	`-oProxyCommand=sh -c "id > ${open}/x"`,
	`-oProxyCommand=touch ${open}/x`,
	`-o ProxyCommand=touch ${open}/x`,
	`-oproxycommand touch ${open}/x`,
	`-vvvoProxyCommand=touch ${open}/x`,
	`-oKnownHostsCommand=/usr/bin/touch ${open}/x`,
	`-oPermitLocalCommand=yes -oLocalCommand="touch ${open}/x"`,
	`-E${open}/x`,
	`-E ${open}/x`,
	`-yE${open}/x`,
	`-F${open}/config`,
	`-F ${open}/config`,
	`-J-oProxyCommand=touch\${IFS}${open}/x`,
	`-MS${open}/x`,
	`-oControlPath=${open}/x`,
	`-I${open}/x.so`,
	`-i${open}/config`,
	`-L${open}/x:127.0.0.1:22`,
	'-D127.0.0.1:0',
	'-W127.0.0.1:22',
	'-w0:0',
	'-Qcipher',
	'-G',
	'-V',
	'-f',
	'-N',
	'-h',
	'-s',
	'-',
	'--',
	'--help',
	`-- -oProxyCommand=touch ${open}/x`,
];

/* Commands that would if a shell saw them, or if the relay split them wrongly. */
const commands = (open: string): readonly string[] => [
	` -oProxyCommand=touch ${open}/x`,
	`\t-oProxyCommand=touch ${open}/x`,
	`\n-oProxyCommand=touch ${open}/x`,
	`\r\n-E${open}/x`,
	`work -oProxyCommand=touch\${IFS}${open}/x`,
	`work\n-E${open}/x`,
	`work -E${open}/x`,
	`"-oProxyCommand=touch ${open}/x"`,
	`'-E${open}/x'`,
	`\\-E${open}/x`,
	`$(touch ${open}/x)`,
	`\`touch ${open}/x\``,
	`work$(touch ${open}/x)`,
	`; touch ${open}/x`,
	`work; touch ${open}/x`,
	`work\ntouch ${open}/x`,
	`work | touch ${open}/x`,
	`work && touch ${open}/x`,
	`work & touch ${open}/x &`,
	`work > ${open}/x`,
	`"; touch ${open}/x; "`,
	`'; touch ${open}/x; '`,
	`\\"; touch ${open}/x; \\"`,
	`touch\${IFS}${open}/x`,
	`touch ${open}/x`,
	`() { :; }; touch ${open}/x`,
	'~',
	'*',
	'%h %r %% %C',
	`privacy -E${open}/x`,
	`privacy; touch ${open}/x`,
	`sftp-server -E${open}/x`,
	`internal-sftpd; touch ${open}/x`,
	'x'.repeat(100_000),
];

/* Commands that start like a file transfer may become one, and nothing else. */
const transfers = (open: string): readonly string[] => [
	`internal-sftp -l INFO; touch ${open}/x`,
	`/usr/lib/openssh/sftp-server -oProxyCommand="touch ${open}/x"`,
	`/usr/lib/openssh/sftp-server; touch ${open}/x`,
	`/bin/touch ${open}/x; /usr/lib/openssh/sftp-server`,
	`scp -f $(touch ${open}/x)`,
	`scp -f -oProxyCommand="touch ${open}/x"`,
	`scp -S${open}/config -f resume.md`,
	`scp -t -- -oProxyCommand="touch ${open}/x"`,
];

const placeholder = '/OPEN';
const shown = (command: string) => JSON.stringify(command.slice(0, 80));
const named = (list: (open: string) => readonly string[]) =>
	list(placeholder).map((command): [string, string] => [shown(command), command]);

const execute = (client: Client, command: string) =>
	new Promise<Outcome>((resolve, reject) => {
		client.exec(command, (error, channel) => {
			if (error) {
				reject(error);
				return;
			}

			let [stdout, stderr, code] = ['', '', -1];
			channel.on('data', (chunk: Buffer) => {
				stdout += chunk;
			});
			channel.stderr.on('data', (chunk: Buffer) => {
				stderr += chunk;
			});
			channel.on('exit', (status: number | null) => {
				code = status ?? -1;
			});
			const disconnected = () => reject(new Error('disconnected'));
			client.once('close', disconnected);
			channel.on('close', () => {
				client.off('close', disconnected);
				resolve({code, stdout, stderr});
			});
			channel.end();
		});
	});

describe('behind sshd', {timeout: 120_000, tags: ['sshd', 'ssh']}, () => {
	let server: Server;
	let sshd: Sshd;
	let open: string;
	let client: Client;
	const login = () => connect(sshd, {username: sshd.account});
	beforeAll(async () => {
		server = await startRelayedServer();
		sshd = await startSshd(server);
		open = join(sshd.folder, 'open');
		await writeFile(join(open, 'config'), `ProxyCommand touch ${open}/x\n`);
		client = await login();
	});
	afterEach(async ({task}) => {
		await rm(join(open, 'x'), {recursive: true, force: true});
		if (task.result?.state === 'fail') {
			/* A session that is still running would block the next ones. */
			client.destroy();
			client = await login();
		}
	});
	afterAll(async () => {
		client?.end();
		await sshd?.stop();
		await server?.stop();
	});

	const here = (command: string) => command.replaceAll(placeholder, open);
	const expectNothingDone = async () => {
		expect(await readdir(open)).toEqual(['config']);
		expect(await readFile(join(open, 'config'), 'utf8')).toBe(`ProxyCommand touch ${open}/x\n`);
	};
	const expectUsage = async ({code, stdout, stderr}: Outcome) => {
		await expectNothingDone();
		expect(stdout).toBe('');
		expect(stderr).toMatch(/^usage: ssh <host> [^\n\u001B]{1,300}\n$/);
		expect(code).toBe(2);
	};

	it.each([...named(options), ...named(commands)])(
		'answers %s with one line and exit code 2',
		async (_shown, command) => {
			await expectUsage(await execute(client, here(command)));
		},
	);

	it.each(named(options).slice(0, 2))('answers %s from OpenSSH, too', async (_shown, command) => {
		await expectUsage(await sshd.ssh(here(command)));
	});

	it.each(named(transfers))('runs nothing for %s', async (_shown, command) => {
		await execute(client, here(command));
		await expectNothingDone();
	});

	it.each([
		['a zero byte', '\0-oProxyCommand=touch /OPEN/x'],
		['a zero byte behind a word', 'work\0-E/OPEN/x'],
		['an empty command', ''],
		['more than a process can be given', `-E/OPEN/x ${'x'.repeat(200_000)}`],
	])('runs nothing for %s', async (_shown, command) => {
		const other = await login();
		await execute(other, here(command)).catch(() => {});
		await expectNothingDone();
		other.end();
	});

	it('runs nothing for a terminal or a variable that looks like an option', async () => {
		const names = [
			...['TERM', 'LANG', 'LC_ALL', 'LC_CTYPE', 'COLORTERM', 'NO_COLOR', 'TERM_PROGRAM'],
			...['SHELL', 'ENV', 'BASH_ENV', 'IFS', 'PS4', 'SSH_ORIGINAL_COMMAND', 'SSH_ASKPASS'],
		];
		const value = `-oProxyCommand=touch ${open}/x`;
		const {stdout} = await run(
			['ssh', '-oSendEnv=*', ...sshd.options, '-tt', sshd.destination, 'focus', 'text'],
			{
				env: {
					PATH: process.env.PATH,
					...Object.fromEntries(names.map(name => [name, value])),
				},
			},
		);
		await expectNothingDone();
		expect(stdout).toContain('Backend Architecture');
	});

	it.each([
		[['su', '-c', 'COMMAND', 'ACCOUNT']],
		[['su', '--login', '-c', 'COMMAND', 'ACCOUNT']],
		[['setpriv', '--reuid=65534', '--clear-groups', 'su', '-c', 'COMMAND', 'ACCOUNT']],
		[
			[
				...['setpriv', '--reuid=65534', '--clear-groups'],
				...['su', '--shell=/bin/sh', '-c', 'COMMAND', 'ACCOUNT'],
			],
		],
	])('gives the account no shell, even without sshd: %j', async words => {
		for (const command of [`touch ${open}/x`, `-oProxyCommand=touch ${open}/x`]) {
			const {stdout} = await sshd.run(
				words.map(word => word.replace('COMMAND', command).replace('ACCOUNT', sshd.account)),
			);
			await expectNothingDone();
			expect(stdout).toContain('Abrar');
		}
	});
});
