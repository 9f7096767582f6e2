import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Outcome, run, sshOptions} from './client.ts';
import {type Server, startServer, until} from './server.ts';

/*
A real sshd on loopback in front of the server, installed by the commands in docs/ssh.md from the
files in deploy/sshd. It needs an account of its own, which is removed afterwards.
*/

const sshdProgram = '/usr/sbin/sshd';

/** A generous timeout, for busy machines, in milliseconds. */
export const timeout = 110_000;

/** Visitors come from here, so that their address is not the one that sshd listens on. */
export const visitorAddress = '127.0.0.2';

/* As on a hardened Debian: the installed files must set everything else that they need. */
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

const runAsRoot = (command: readonly string[]) =>
	run(command, {
		env: {...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`},
		timeout,
	});

const mustRun = async (command: readonly string[]): Promise<Outcome> => {
	const outcome = await runAsRoot(command);
	if (outcome.code !== 0) {
		throw new Error(`${command.join(' ')}: ${outcome.stderr || outcome.stdout}`);
	}

	return outcome;
};

const accountPrefix = 'resume-test-';

/* It fails while a session of the user is open, or another program writes to /etc/passwd. */
const removeAccount = (account: string) =>
	until(
		async () => {
			const {code} = await runAsRoot(['userdel', account]);
			const notThere = 6;
			return code === 0 || code === notThere;
		},
		timeout,
		`the removal of ${account}`,
	);

/* A test that was killed could not remove its own. */
const removeStaleAccounts = async () => {
	const accounts = await readFile('/etc/passwd', 'utf8');
	for (const [, account = '', pid] of accounts.matchAll(/^(resume-test-(\d+)-\w+):/gm)) {
		if (!existsSync(`/proc/${pid}`)) {
			await removeAccount(account);
		}
	}
};

const shipped = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/* The commands of docs/ssh.md, but for the last one, which restarts the machine's own sshd. */
const documentedCommands = async () => {
	const section = /^## Behind the machine's own sshd\n([\s\S]*?)^## /m.exec(
		await shipped('docs/ssh.md'),
	);
	const commands = (section?.[1]?.match(/^ {4}.*$/gm) ?? []).map(line => line.trim());
	if (!commands.at(-1)?.includes('systemctl reload ssh')) {
		throw new Error('docs/ssh.md does not say how to install the relay');
	}

	return commands.slice(0, -1).join('\n');
};

/* Fails where there is nothing to replace: what is tested must be what is shipped. */
const adapt = (text: string, replacements: Readonly<Record<string, string>>) =>
	Object.entries(replacements).reduce((adapted, [from, to]) => {
		if (!adapted.includes(from)) {
			throw new Error(`"${from}" is not in:\n${text}`);
		}

		return adapted.replaceAll(from, to);
	}, text);

/* Everything that goes to /etc and /usr/local, in a folder. */
const install = async (folder: string, account: string, {port}: Server) => {
	for (const name of ['shipped', 'bin', 'sshd_config.d']) {
		await mkdir(join(folder, name));
	}

	const etc = {'/etc/resume': folder, '-p 2222': `-p ${port}`};
	const bin = {'/usr/local/bin/': `${folder}/bin/`};
	const relay = adapt(await shipped('deploy/sshd/resume-relay'), etc);
	await writeFile(join(folder, 'shipped/resume-relay'), relay);
	const config = adapt(await shipped('deploy/sshd/sshd_config'), {
		...bin,
		'Match User resume\n': `Match User ${account}\n`,
	});
	await writeFile(join(folder, 'shipped/sshd_config'), config);
	const commands = adapt(await documentedCommands(), {
		...etc,
		...bin,
		'deploy/sshd/': `${folder}/shipped/`,
		'/etc/ssh/': `${folder}/`,
		' resume\n': ` ${account}\n`,
	});
	await mustRun(['sh', '-euc', commands]);
	await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', `${folder}/sshd_host_key`]);
};

const freePort = async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	server.close();
	return port;
};

const listen = async (folder: string) => {
	const config = join(folder, 'sshd_config');
	const port = await freePort();
	await writeFile(config, machineConfig(folder, port));
	/* A command that got through should not take the machine down. */
	const daemon = spawn('/usr/bin/prlimit', ['--nproc=300', sshdProgram, '-D', '-e', '-f', config], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let log = '';
	daemon.stderr.setEncoding('utf8').on('data', text => {
		log += text;
	});
	await until(() => log.includes(`port ${port}.`) || daemon.exitCode !== null, timeout, 'sshd');
	if (daemon.exitCode !== null) {
		throw new Error(`sshd did not start: ${log}`);
	}

	return {
		config,
		port,
		/** What it has logged since it started to listen. */
		log: () => log.slice(log.indexOf(`port ${port}.`)),
		stop: () => daemon.kill(),
	};
};

/** Starts the server as it is to be started behind sshd, with time for a busy machine. */
export const startRelayedServer = (): Promise<Server> =>
	startServer({
		'connections-per-address': 200,
		'connection-rate': 50,
		'handshake-seconds': 300,
		'sessionless-seconds': 300,
	});

export type Sshd = {
	readonly port: number;
	readonly account: string;
	/** Visitors' sessions may read it, and write to `open/` in it. */
	readonly folder: string;
	readonly log: () => string;
	/** Options of a visitor's client, and where it goes. */
	readonly options: readonly string[];
	readonly destination: string;
	/** Runs OpenSSH's programs as a visitor would. */
	readonly run: (command: readonly string[], input?: string) => Promise<Outcome>;
	readonly ssh: (...words: readonly string[]) => Promise<Outcome>;
	/** sshd's effective configuration for this account, or for another one. */
	readonly settings: (account?: string) => Promise<string>;
	readonly stop: () => Promise<void>;
};

/** Starts sshd in front of a server. */
export const startSshd = async (server: Server): Promise<Sshd> => {
	await removeStaleAccounts();
	/* Debian's service creates it. */
	await mkdir('/run/sshd', {recursive: true, mode: 0o755});
	const folder = await mkdtemp(join(tmpdir(), 'sshd-'));
	await chmod(folder, 0o755);
	await mkdir(join(folder, 'open'));
	await chmod(join(folder, 'open'), 0o777);
	const account = `${accountPrefix}${process.pid}-${randomBytes(2).toString('hex')}`;
	const remove = async () => {
		await removeAccount(account);
		await rm(folder, {recursive: true, force: true});
	};
	let daemon: Awaited<ReturnType<typeof listen>>;
	try {
		await install(folder, account, server);
		/* Another program may take the port first. */
		daemon = await listen(folder).catch(() => listen(folder));
	} catch (error) {
		await remove();
		throw error;
	}

	const {port, config, log, stop} = daemon;
	const options = [...sshOptions({port}), `-oBindAddress=${visitorAddress}`];
	const destination = `${account}@127.0.0.1`;
	const runAsVisitor = (command: readonly string[], input = '') => run(command, {input, timeout});
	return {
		port,
		account,
		folder,
		log,
		options,
		destination,
		run: runAsVisitor,
		ssh: (...words) => runAsVisitor(['ssh', ...options, '--', destination, ...words]),
		settings: async (user = account) =>
			(await mustRun([sshdProgram, '-T', '-f', config, '-C', `user=${user}`])).stdout,
		stop: async () => {
			stop();
			await remove();
		},
	};
};
