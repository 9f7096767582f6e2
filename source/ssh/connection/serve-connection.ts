import type {Socket} from 'node:net';
import type {Connection as Client, ClientInfo} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {openSession} from '../session/open-session.ts';
import {authenticate} from './authentication.ts';
import {authenticationTries} from './authentication-tries.ts';
import type {Connection} from './connection.ts';
import {rekeyCap} from './event-caps.ts';
import type {ClientGuard, SocketGuard} from './guard.ts';
import {inputBudget} from './input-limits.ts';
import {createSessionSlots} from './session-slots.ts';
import {handshakeTimer} from './timeouts.ts';
import {unreadReplies} from './unread-replies.ts';
import {unusedConnection} from './unused-connection.ts';

/* Both count before ssh2 reads; what takes the most is stopped first. */
const socketGuards: readonly SocketGuard[] = [inputBudget, unreadReplies];

/* Both count before an answer is given. */
const clientGuards: readonly ClientGuard[] = [authenticationTries, rekeyCap];

/** After a protocol error the client has so long to close, in milliseconds. */
const parting = 1000;

/** What is to be done with a connection as it goes through its stages. */
export type Stages = {
	/** ssh2 has the socket, and has read nothing yet. */
	readonly socket: () => void;
	/** The client has said which version of SSH it speaks. */
	readonly client: (client: Client, info: ClientInfo) => void;
};

/** Guards a connection, and serves its sessions. */
export const serveConnection = (connection: Connection): Stages => {
	const {socket, limits, log, gone, report} = connection;
	const handshake = handshakeTimer(connection);

	const serveSessions = (client: Client) => {
		const unused = unusedConnection(connection);
		const slots = createSessionSlots(limits.sessionsPerConnection);
		client.on('session', (accept, reject) => {
			if (!slots.take()) {
				reject();
				return;
			}

			unused.sessionOpened();
			openSession(connection, accept(), () => {
				slots.release();
				unused.sessionClosed(slots.taken());
			});
		});
	};

	return {
		socket: () => {
			for (const guard of socketGuards) {
				guard(connection);
			}
		},
		client: (client, {header}) => {
			let user = '';
			client.on('error', (error: Error) => {
				log.debug({message: clientText(error.message, 120)}, 'client-error');
				setTimeout(() => socket.destroy(), parting);
			});
			for (const guard of clientGuards) {
				guard(connection, client);
			}

			client.on('authentication', context => {
				user = context.username;
				if (!gone.aborted) {
					authenticate(connection, context);
				}
			});
			client.once('ready', () => {
				handshake.authenticated();
				report({kind: 'authenticated', connection: connection.id});
				log.info(
					{user: clientText(user), client: clientText(header.versions.software, 40)},
					'authenticated',
				);
				serveSessions(client);
			});
			/* Forwarding of every kind: what has no listener is refused; this one answers. */
			client.on('request', (_accept, reject) => reject?.());
		},
	};
};

/** Bytes that the primary read behind a PROXY header go back in front. */
export const giveBack = (socket: Socket, head: string | undefined): void => {
	if (head !== undefined) {
		socket.unshift(Buffer.from(head, 'base64'));
	}
};
