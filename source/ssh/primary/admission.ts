import type {Socket} from 'node:net';
import {addressKey} from '../../server/client-key.ts';
import type {ConnectionCount, Place} from '../../server/connection-limiter.ts';
import {readProxiedSocket} from '../../server/proxied-socket.ts';
import type {ConnectionRate} from '../../server/rate-limiter.ts';
import {createRefusal} from '../connection/refuse-connection.ts';
import type {PrimaryMessage} from '../messages.ts';
import type {RefusalReason} from './metrics.ts';

export type ReceptionOptions = {
	readonly isTrustedProxy: (address: string) => boolean;
	readonly rate: ConnectionRate;
	readonly count: ConnectionCount;
	readonly pseudonym: (addressKey: string) => string;
	readonly tellsAddresses: () => boolean;
	readonly serve: (message: PrimaryMessage & {kind: 'connection'}, socket: Socket) => boolean;
	readonly onRefused: (reason: RefusalReason) => void;
};

const words: Readonly<Record<RefusalReason, string>> = {
	/* Floods get no answer: it would be more work, and ssh-audit takes it for a served connection. */
	'too-fast': '',
	'too-many-of-address': 'Too many connections from your address; close one.',
	'too-many': 'The server is full; come back in a minute.',
	'too-many-unauthenticated': 'The server is busy; come back in a minute.',
	'no-worker': 'The server is starting; come back in a moment.',
	draining: 'The server restarts; come back in a moment.',
	'proxy-header': '',
};

/** Who comes in. The order is from the cheapest question to the dearest. */
export const createReception = (options: ReceptionOptions) => {
	const places = new Map<number, Place>();
	let last = 0;
	let closed = false;
	const sayNo = createRefusal();

	const refuse = (socket: Socket, reason: RefusalReason) => {
		options.onRefused(reason);
		if (words[reason] === '') {
			socket.destroy();
		} else {
			sayNo(socket, words[reason]);
		}
	};

	const admit = (socket: Socket, address: string, head: Buffer | undefined) => {
		const key = addressKey(address);
		if (closed) {
			refuse(socket, 'draining');
			return;
		}

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
				visitor: options.pseudonym(key),
				full: place.full,
				...(options.tellsAddresses() ? {address} : {}),
				...(head === undefined || head.length === 0 ? {} : {head: head.toString('base64')}),
			},
			socket,
		);
		if (!served) {
			release(last);
			refuse(socket, 'no-worker');
		}
	};

	const release = (connection: number) => {
		places.get(connection)?.release();
		places.delete(connection);
	};

	return {
		/** @param socket - Just accepted, paused. */
		receive: async (socket: Socket): Promise<void> => {
			const {remoteAddress} = socket;
			socket.on('error', () => {
				/* A client may be gone at any time; `close` follows. */
			});
			if (remoteAddress === undefined) {
				socket.destroy();
				return;
			}

			if (!options.isTrustedProxy(remoteAddress)) {
				admit(socket, remoteAddress, undefined);
				return;
			}

			const proxied = await readProxiedSocket(socket);
			if (proxied === undefined) {
				refuse(socket, 'proxy-header');
			} else {
				admit(socket, proxied.header.address ?? remoteAddress, proxied.head);
			}
		},
		authenticated: (connection: number) => places.get(connection)?.authenticated(),
		release,
		/** Lets nobody in any more. */
		close: () => {
			closed = true;
		},
	};
};
