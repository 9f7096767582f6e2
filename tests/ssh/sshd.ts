import {type ChildProcess, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Outcome, run, sshOptions} from './client.ts';
import {type Server, until} from './server.ts';

/*
A real sshd on loopback, set up by the commands in docs/ssh.md with the files in deploy/sshd.
It needs an account of its own, which is removed afterwards.
*/

const sshdProgram = '/usr/sbin/sshd';

/** Whether sshd is installed and may serve another account. */
export const canRunSshd = existsSync(sshdProgram) && process.getuid?.() === 0;

/** Visitors come from here, so that their address can be told from the server's own. */
export const visitorAddress = '127.0.0.2';

const accountPrefix = 'resume-test-';

const repositoryFile = (path: string) =>
	readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/* As on a hardened Debian: what the recipe needs beyond this, it has to set itself. */
const machineConfig = (folder: string, port: number) => `
Include ${folder}/sshd_config.d/*.conf
Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/sshd_host_key
PidFile none
UsePAM yes
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
X11Forwarding yes
AllowAgentForwarding yes
AllowTcpForwarding yes
AcceptEnv LANG LC_*
Subsystem sftp /usr/lib/openssh/sftp-server
`;

const mustRun = async (command: readonly string[]): Promise<Outcome> => {
	const outcome = await run(command, {
		env: {...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`},
	});
	if (outcome.code !== 0) {
		throw new Error(`${command.join(' ')}: ${outcome.stderr || outcome.stdout}`);
	}

	return outcome;
};

const removeAccount = async (account: string) => {
	/* What a visitor left running ends by itself; until then userdel refuses. */
	await until(
		() =>
			mustRun(['userdel', account]).then(
				() => true,
				() => false,
			),
		20_000,
		`the removal of ${account}`,
	);
};

/* A test that was killed could not remove its account. */
const removeStaleAccounts = async () => {
	const passwd = await readFile('/etc/passwd', 'utf8');
	for (const [, account = '', pid] of passwd.matchAll(/^(resume-test-(\d+)-\w+):/gm)) {
		if (!existsSync(`/proc/${pid}`)) {
			await removeAccount(account);
		}
	}
};

const freePort = async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	server.close();
	return port;
};

/** The commands by which docs/ssh.md installs the relay, without the one that restarts sshd. */
const documentedCommands = async () => {
	const section = (await repositoryFile('docs/ssh.md'))
		.split(/^## /m)
		.find(text => text.startsWith('Behind the machine’s own sshd'));
	const commands = [...(section ?? '').matchAll(/^ {4}(\S.*)$/gm)].map(([, command]) => command);
	const [restart, ...others] = commands.reverse();
	if (!restart?.includes('systemctl reload ssh') || others.length < 3) {
		throw new Error('docs/ssh.md has no commands that install the relay');
	}

	return others.reverse().join('\n');
};

/* Fails where there is nothing to replace: a test must run what is shipped. */
const replace = (text: string, replacements: Readonly<Record<string, string>>) =>
	Object.entries(replacements).reduce((result, [from, to]) => {
		if (!result.includes(from)) {
			throw new Error(`"${from}" is not in ${text}`);
		}

		return result.replaceAll(from, to);
	}, text);

const install = async (folder: string, account: string, {port}: Server) => {
	const relay = replace(await repositoryFile('deploy/sshd/resume-relay'), {
		'/etc/resume/': `${folder}/`,
		'-p 2222': `-p ${port}`,
	});
	const config = replace(await repositoryFile('deploy/sshd/sshd_config'), {
		'Match User resume\n': `Match User ${account}\n`,
		'/usr/local/bin/': `${folder}/bin/`,
	});
	const commands = replace(await documentedCommands(), {
		'deploy/sshd/': `${folder}/shipped/`,
		'/usr/local/bin/': `${folder}/bin/`,
		'/etc/resume/': `${folder}/`,
		'/etc/ssh/': `${folder}/`,
		'-p 2222': `-p ${port}`,
		' resume\n': ` ${account}\n`,
	});
	for (const path of ['shipped', 'bin', 'sshd_config.d']) {
		await mkdir(join(folder, path));
	}

	await writeFile(join(folder, 'shipped/resume-relay'), relay);
	await writeFile(join(folder, 'shipped/sshd_config'), config);
	await mustRun(['sh', '-euc', commands]);
};

export type Sshd = {
	readonly port: number;
	readonly account: string;
	/** Readable by visitors' sessions; `open/` in it can be written by anyone. */
	readonly folder: string;
	/** What it logged since it listens. */
	readonly log: () => string;
	/** The options of the visitors' clients, and who they are. */
	readonly options: readonly string[];
	readonly destination: string;
	/** Runs OpenSSH as a visitor would. */
	readonly ssh: (...words: readonly string[]) => Promise<Outcome>;
	/** sshd's settings for this account, or for another one. */
	readonly settings: (account?: string) => Promise<string>;
	readonly stop: () => Promise<void>;
};

/** Starts sshd in front of a server. */
export const startSshd = async (server: Server): Promise<Sshd> => {
	await removeStaleAccounts();
	const folder = await mkdtemp(join(tmpdir(), 'sshd-'));
	await chmod(folder, 0o755);
	await mkdir(join(folder, 'open'));
	await chmod(join(folder, 'open'), 0o777);
	/* Debian's service makes it. */
	await mkdir('/run/sshd', {recursive: true, mode: 0o755});
	const account = `${accountPrefix}${process.pid}-${randomBytes(2).toString('hex')}`;
	await install(folder, account, server);
	await mustRun([
		'ssh-keygen',
		'-q',
		'-t',
		'ed25519',
		'-N',
		'',
		'-f',
		join(folder, 'sshd_host_key'),
	]);

	let daemon: ChildProcess | undefined;
	let log = '';
	const configFile = join(folder, 'sshd_config');
	const listen = async (port: number) => {
		await writeFile(configFile, machineConfig(folder, port));
		await mustRun([sshdProgram, '-t', '-f', configFile]);
		log = '';
		const child = spawn(sshdProgram, ['-D', '-e', '-f', configFile], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		daemon = child;
		child.stderr.setEncoding('utf8').on('data', text => {
			log += text;
		});
		await until(() => log.includes(`port ${port}.`) || child.exitCode !== null, 20_000, 'sshd');
		if (child.exitCode !== null && !log.includes('Address already in use')) {
			throw new Error(`sshd did not start: ${log}`);
		}

		log = '';
		return child.exitCode === null;
	};
	let port = await freePort();
	/* Another program may have taken the port meanwhile. */
	while (!(await listen(port))) {
		port = await freePort();
	}

	const options = [...sshOptions({port}), `-oBindAddress=${visitorAddress}`];
	const destination = `${account}@127.0.0.1`;
	return {
		port,
		account,
		folder,
		log: () => log,
		options,
		destination,
		ssh: (...words) => run(['ssh', ...options, '--', destination, ...words]),
		settings: async (user = account) =>
			(await mustRun([sshdProgram, '-T', '-f', configFile, '-C', `user=${user}`])).stdout,
		stop: async () => {
			daemon?.kill();
			await removeAccount(account);
			await rm(folder, {recursive: true, force: true});
		},
	};
};
