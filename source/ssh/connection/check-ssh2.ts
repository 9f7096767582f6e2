import {Duplex} from 'node:stream';
import ssh2, {type Algorithms} from 'ssh2';
import {UserError} from '../../text/user-error.ts';
import {hasUsablePacketSize, sendExitStatus, socketOf} from './ssh2-internals.ts';

/** In milliseconds. The check takes about 30. */
const timeout = 10_000;

/* Only the server's half of ML-KEM was added to ssh2. */
const algorithms = {kex: ['curve25519-sha256']} satisfies Algorithms;

/* Like a network: what is written arrives later, never within the call that writes it. */
const createSockets = (): readonly [Duplex, Duplex] => {
	const end = (other: () => Duplex) =>
		new Duplex({
			read() {},
			write(chunk, _encoding, done) {
				setImmediate(() => {
					other().push(chunk);
					done();
				});
			},
		});
	const first: Duplex = end(() => second);
	const second: Duplex = end(() => first);
	return [first, second];
};

const connect = (hostKey: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const [ours, theirs] = createSockets();
		const timer = setTimeout(() => settle(new Error(`no answer in ${timeout} ms`)), timeout);
		const settle = (error?: unknown) => {
			clearTimeout(timer);
			ours.destroy();
			theirs.destroy();
			if (error === undefined) {
				resolve();
			} else {
				reject(error);
			}
		};
		const attempt = (check: () => void) => {
			try {
				check();
			} catch (error) {
				settle(error);
			}
		};

		const server = new ssh2.Server({hostKeys: [hostKey], algorithms}, connection => {
			attempt(() => socketOf(connection));
			connection.on('error', settle);
			connection.on('authentication', context => context.accept());
			connection.on('session', accept => {
				const session = accept();
				attempt(() => hasUsablePacketSize(session));
				session.on('sftp', acceptSftp => {
					const sftp = acceptSftp();
					attempt(() => {
						sendExitStatus(sftp, 0);
						settle();
					});
				});
			});
		});
		const client = new ssh2.Client();
		client.on('error', settle).on('ready', () => client.sftp(() => {}));
		server.injectSocket(ours as Parameters<typeof server.injectSocket>[0]);
		client.connect({sock: theirs, username: 'self-check', algorithms});
	});

/**
Connects to itself, within this process, to check that ssh2 has all that ssh2-internals.ts needs.
Once, before there are visitors.

@throws {UserError} if it does not.
*/
export const checkSsh2 = async (hostKey: string): Promise<void> => {
	try {
		await connect(hostKey);
	} catch (error) {
		throw new UserError(
			`this version of ssh2 does not work with this server (${(error as Error).message}): run npm ci and build again`,
		);
	}
};
