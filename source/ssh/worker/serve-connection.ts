import type {Socket} from 'node:net';
import type {Connection as Client, ClientInfo} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {authenticate} from '../connection/authentication.ts';
import {authenticationTries} from '../connection/authentication-tries.ts';
import type {Connection} from '../connection/connection.ts';
import {rekeyCap} from '../connection/event-caps.ts';
import {type ClientGuard, parting, type SocketGuard} from '../connection/guard.ts';
import {inputBudget} from '../connection/input-limits.ts';
import {createSessionSlots} from '../connection/session-slots.ts';
import {allowRepeatedServiceRequests, closeUnstarted} from '../connection/ssh2-internals.ts';
import {connectionTimer, halfClosed, handshakeTimer} from '../connection/timeouts.ts';
import {unreadReplies} from '../connection/unread-replies.ts';
import {unusedConnection} from '../connection/unused-connection.ts';
import {openSession} from '../session/open-session.ts';

/* Those that count do so before ssh2 reads; what takes the most is stopped first. */
const socketGuards: readonly SocketGuard[] = [inputBudget, unreadReplies, connectionTimer];

/* Both count before an answer is given. */
const clientGuards: readonly ClientGuard[] = [authenticationTries, rekeyCap];

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
		const slots = createSessionSlots(connection, limits.sessionsPerConnection);
		client.on('session', (accept, reject) =>
			slots.request({
				open: () => {
					const session = accept();
					openSession(connection, session, {
						onStart: unused.programStarted,
						onClosed: started => {
							slots.release();
							if (started) {
								unused.programEnded();
							} else {
								closeUnstarted(client, session);
							}
						},
					});
				},
				refuse: reject,
			}),
		);
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
				setTimeout(() => socket.destroy(), parting * 1000);
			});
			halfClosed(connection);
			allowRepeatedServiceRequests(client);
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
