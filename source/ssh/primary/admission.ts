import type {Socket} from 'node:net';
import {clientKey} from '../../server/client-key.ts';
import type {ConnectionLimiter, Slot} from '../../server/connection-limiter.ts';
import {readProxyHeader} from '../../server/proxy-protocol.ts';
import type {RateLimiter} from '../../server/rate-limiter.ts';
import {createRefuser, fullMessage} from '../connection/refuse-connection.ts';
import type {IncomingConnection} from '../messages.ts';
import type {RefusalReason} from './metrics.ts';

export type AdmissionOptions = {
	readonly isTrustedProxy: (address: string) => boolean;
	readonly rateLimiter: Pick<RateLimiter, 'allow'>;
	readonly connectionLimiter: ConnectionLimiter;
	/** A client's pseudonym in the log. */
	readonly visitorId: (clientKey: string) => string;
	/** Whether workers may know addresses. */
	readonly sendsAddresses: () => boolean;
	/** Hands a connection to a worker. @returns whether there is one. */
	readonly serve: (connection: IncomingConnection, socket: Socket) => boolean;
	readonly onRefused: (reason: RefusalReason) => void;
};

const messages: Readonly<Record<RefusalReason, string>> = {
	/* Floods get no reply: that would be more work, and ssh-audit takes one for a served connection. */
	'too-fast': '',
	'too-many-of-address': 'Too many connections from your address; close one.',
	'too-many': fullMessage,
	'too-many-unauthenticated': 'The server is busy; come back in a minute.',
	'no-worker': 'The server is starting; come back in a moment.',
	draining: 'The server is restarting; come back in a moment.',
	'proxy-header': '',
};

/** Decides which connections are admitted, cheapest check first, and hands them to workers. */
export const createAdmission = (options: AdmissionOptions) => {
	const slots = new Map<number, Slot>();
	const pending = new Set<Promise<void>>();
	let last = 0;
	const refuseOverSsh = createRefuser();
	let draining = false;

	const refuse = (socket: Socket, reason: RefusalReason) => {
		options.onRefused(reason);
		const message = messages[reason];
		if (message === '') {
			socket.destroy();
		} else if (reason === 'draining') {
			/* Not over SSH: a health check would see its banner, and take the server for healthy. */
			socket.write(`${message}\r\n`, () => socket.destroy());
		} else {
			refuseOverSsh(socket, message);
		}
	};

	const release = (connection: number) => {
		slots.get(connection)?.release();
		slots.delete(connection);
	};

	const admit = (socket: Socket, address: string, leadingBytes: Buffer | undefined) => {
		const key = clientKey(address);
		if (!options.rateLimiter.allow(key)) {
			refuse(socket, 'too-fast');
			return;
		}

		const slot = options.connectionLimiter.acquire(key);
		if (typeof slot === 'string') {
			refuse(socket, slot);
			return;
		}

		last += 1;
		slots.set(last, slot);
		const served = options.serve(
			{
				kind: 'connection',
				connection: last,
				visitor: options.visitorId(key),
				full: slot.full,
				...(options.sendsAddresses() ? {address} : {}),
				...(leadingBytes?.length ? {leadingBytes: leadingBytes.toString('base64')} : {}),
			},
			socket,
		);
		if (!served) {
			release(last);
			refuse(socket, 'no-worker');
		}
	};

	const admitProxied = async (socket: Socket, proxyAddress: string) => {
		const proxied = await readProxyHeader(socket);
		if (proxied === undefined) {
			refuse(socket, 'proxy-header');
		} else if (proxied.header.isLocal && draining) {
			refuse(socket, 'draining');
		} else {
			admit(socket, proxied.header.address ?? proxyAddress, proxied.leadingBytes);
		}
	};

	return {
		/** @param socket - Just accepted, paused. */
		receive: (socket: Socket): void => {
			const {remoteAddress} = socket;
			socket.on('error', () => {
				/* A client may disconnect at any time; `close` follows. */
			});
			if (remoteAddress === undefined) {
				socket.destroy();
			} else if (options.isTrustedProxy(remoteAddress)) {
				const proxied = admitProxied(socket, remoteAddress).finally(() => pending.delete(proxied));
				pending.add(proxied);
			} else {
				admit(socket, remoteAddress, undefined);
			}
		},
		authenticated: (connection: number) => slots.get(connection)?.authenticated(),
		release,
		/** Makes trusted proxies send no more visitors. */
		failHealthChecks: () => {
			draining = true;
		},
		/** Settles when every socket that was received is admitted or refused. */
		settled: async (): Promise<void> => {
			await Promise.all(pending);
		},
	};
};
