import type {Socket} from 'node:net';
import {clientKey} from '../../server/client-key.ts';
import type {ConnectionCount, Place} from '../../server/connection-limiter.ts';
import {readProxyHeader} from '../../server/proxy-protocol.ts';
import type {ConnectionRate} from '../../server/rate-limiter.ts';
import {createRefusal} from '../connection/refuse-connection.ts';
import type {RefusalReason} from './metrics.ts';
import type {IncomingConnection} from './pool-member.ts';

export type AdmissionOptions = {
	readonly isTrustedProxy: (address: string) => boolean;
	readonly rate: Pick<ConnectionRate, 'allow'>;
	readonly count: ConnectionCount;
	/** Stands for a client in the log. */
	readonly visitorId: (clientKey: string) => string;
	/** Whether workers may know addresses. */
	readonly sendsAddresses: () => boolean;
	/** Hands a connection to a worker. @returns whether there is one. */
	readonly serve: (connection: IncomingConnection, socket: Socket) => boolean;
	readonly onRefused: (reason: RefusalReason) => void;
};

const messages: Readonly<Record<RefusalReason, string>> = {
	/* Floods get no answer: it would be more work, and ssh-audit takes it for a served connection. */
	'too-fast': '',
	'too-many-of-address': 'Too many connections from your address; close one.',
	'too-many': 'The server is full; come back in a minute.',
	'too-many-unauthenticated': 'The server is busy; come back in a minute.',
	'no-worker': 'The server is starting; come back in a moment.',
	draining: 'The server is restarting; come back in a moment.',
	'proxy-header': '',
};

/** Decides who is let in, cheapest check first, and hands them on. */
export const createAdmission = (options: AdmissionOptions) => {
	const places = new Map<number, Place>();
	const pending = new Set<Promise<void>>();
	let last = 0;
	const refuseInSsh = createRefusal();
	let draining = false;

	const refuse = (socket: Socket, reason: RefusalReason) => {
		options.onRefused(reason);
		const message = messages[reason];
		if (message === '') {
			socket.destroy();
		} else if (reason === 'draining') {
			/* A proxy's health check must not take it for a server that serves. */
			socket.write(`${message}\r\n`, () => socket.destroy());
		} else {
			refuseInSsh(socket, message);
		}
	};

	const release = (connection: number) => {
		places.get(connection)?.release();
		places.delete(connection);
	};

	const admit = (socket: Socket, address: string, head: Buffer | undefined) => {
		const key = clientKey(address);
		if (!options.rate.allow(key)) {
			refuse(socket, 'too-fast');
			return;
		}

		const place = options.count.admit(key);
		if (typeof place === 'string') {
			refuse(socket, place);
			return;
		}

		last += 1;
		places.set(last, place);
		const served = options.serve(
			{
				kind: 'connection',
				connection: last,
				visitor: options.visitorId(key),
				full: place.full,
				...(options.sendsAddresses() ? {address} : {}),
				...(head === undefined || head.length === 0 ? {} : {head: head.toString('base64')}),
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
			admit(socket, proxied.header.address ?? proxyAddress, proxied.head);
		}
	};

	return {
		/** @param socket - Just accepted, paused. */
		receive: (socket: Socket): void => {
			const {remoteAddress} = socket;
			socket.on('error', () => {
				/* A client may be gone at any time; `close` follows. */
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
		authenticated: (connection: number) => places.get(connection)?.authenticated(),
		release,
		/** So that trusted proxies send no more visitors. */
		failHealthChecks: () => {
			draining = true;
		},
		/** Settles when every socket that was received is admitted or refused. */
		settled: async (): Promise<void> => {
			await Promise.all(pending);
		},
	};
};
