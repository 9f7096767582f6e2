import {execFileSync, spawnSync} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/* Networks and disks that never answer, each for as long as it is open. */

export type DeadNetwork = {
	readonly environment: Readonly<Record<string, string>>;
	/** Starts a program there: what stands before the program and its arguments. */
	readonly launcher?: readonly string[];
	readonly close: () => void;
};

const addresses = (url: string) => ({
	TECHBYABRAR_API_URL: url,
	TECHBYABRAR_WEB_URL: url,
	TECHBYABRAR_CARD_URL: url,
});

/* Accepts connections, reads what comes, and says nothing. */
const startSilence = async () => {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {}).resume();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
};

/** A proxy that accepts CONNECT and never answers it. */
export const silentProxy = async (): Promise<DeadNetwork> => {
	const {address, close} = await startSilence();
	return {
		environment: {...addresses('https://github.example'), HTTPS_PROXY: `http://${address}`},
		close,
	};
};

/** A server that accepts connections and never answers, neither a request nor a TLS handshake. */
export const silentServer = async (): Promise<DeadNetwork> => {
	const {address, close} = await startSilence();
	return {
		environment: {...addresses(`http://${address}`), TECHBYABRAR_WEB_URL: `https://${address}`},
		close,
	};
};

/* Takes every packet and answers none. */
const startSilentResolver = (address: string, port: number) => {
	const socket = createSocket('udp4');
	return new Promise<ReturnType<typeof createSocket>>((resolve, reject) => {
		socket.once('error', reject);
		socket.bind(port, address, () => resolve(socket));
	});
};

/* The whole loopback network is this machine's; so tests that run at once do not meet here. */
const ownLoopback = () => {
	const byte = () => 1 + Math.floor(Math.random() * 254);
	return `127.${byte()}.${byte()}.${byte()}`;
};

/* The system's own resolver, in a mount namespace with another resolv.conf: for who may. */
const resolverOfSystem = async (folder: string): Promise<DeadNetwork> => {
	const address = ownLoopback();
	const socket = await startSilentResolver(address, 53);
	const file = join(folder, 'resolv.conf');
	writeFileSync(file, `nameserver ${address}\noptions timeout:30 attempts:5\n`);
	const script = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
	return {
		environment: addresses('https://github.example'),
		launcher: ['unshare', '--mount', 'sh', '-c', script, file],
		close: () => socket.close(),
	};
};

/* For who may not: Node's resolver at an address that drops, its `lookup` blocked in a thread. */
const resolverOfNode = async (folder: string): Promise<DeadNetwork> => {
	const socket = await startSilentResolver('127.0.0.1', 0);
	const fifo = join(folder, 'fifo');
	execFileSync('mkfifo', [fifo]);
	return {
		environment: {
			...addresses('https://github.example'),
			NODE_OPTIONS: preload(`
				import dns from 'node:dns';
				import fs from 'node:fs';
				const {Resolver} = dns;
				dns.lookup = () => fs.open(${JSON.stringify(fifo)}, () => {});
				dns.Resolver = class extends Resolver {
					constructor(options) {
						super(options);
						this.setServers(['127.0.0.1:${socket.address().port}']);
					}
				};`),
		},
		close: () => socket.close(),
	};
};

const preload = (code: string): string => {
	const whole = `${code}\nimport {syncBuiltinESMExports} from 'node:module';\nsyncBuiltinESMExports();`;
	return `--import data:text/javascript,${encodeURIComponent(whole)}`;
};

/** DNS that drops packets. */
export const silentDns = async (): Promise<DeadNetwork> => {
	const folder = mkdtempSync(join(tmpdir(), 'dns-'));
	const isPermitted =
		process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
	const network = await (isPermitted ? resolverOfSystem : resolverOfNode)(folder);
	return {
		...network,
		close: () => {
			network.close();
			rmSync(folder, {recursive: true});
		},
	};
};

/** A cache that is a FIFO: opening it would wait for whoever writes to it. */
export const cacheFifo = (
	baseUrls: Readonly<Record<string, string>>,
	login: string,
): DeadNetwork => {
	const folder = mkdtempSync(join(tmpdir(), 'fifo-'));
	mkdirSync(join(folder, 'techbyabrar'));
	execFileSync('mkfifo', [join(folder, 'techbyabrar', `${login}.json`)]);
	return {
		environment: {...baseUrls, XDG_CACHE_HOME: folder},
		close: () => rmSync(folder, {recursive: true}),
	};
};

/**
A cache on a file system that does not answer, as of a network that is gone: whatever opens a file
there blocks a thread that nothing can cancel.
*/
export const deadDisk = (baseUrls: Readonly<Record<string, string>>): DeadNetwork => {
	const folder = mkdtempSync(join(tmpdir(), 'disk-'));
	const fifo = join(folder, 'fifo');
	execFileSync('mkfifo', [fifo]);
	return {
		environment: {
			...baseUrls,
			XDG_CACHE_HOME: folder,
			NODE_OPTIONS: preload(`
				import fs from 'node:fs';
				const {open} = fs.promises;
				fs.promises.open = (path, ...rest) =>
					String(path).startsWith(${JSON.stringify(folder)})
						? open(${JSON.stringify(fifo)}, 'r')
						: open(path, ...rest);`),
		},
		close: () => rmSync(folder, {recursive: true}),
	};
};
