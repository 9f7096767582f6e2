import type {Socket} from 'node:net';
import type {Connection as Client, ClientInfo} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {authenticate} from '../connection/authentication.ts';
import {unreadReplyLimit} from '../connection/backpressure.ts';
import type {Connection} from '../connection/connection.ts';
import {authenticationCap, rekeyCap} from '../connection/event-caps.ts';
import {type ClientGuard, lingerSeconds, type SocketGuard} from '../connection/guard.ts';
import {inputLimit} from '../connection/input-limits.ts';
import {createSessionSlots} from '../connection/session-slots.ts';
import {allowRepeatedServiceRequests, closeUnstarted} from '../connection/ssh2-internals.ts';
import {
	halfCloseTimeout,
	handshakeTimeout,
	maxConnectionAge,
	noProgramTimeout,
} from '../connection/timeouts.ts';
import {openSession} from '../session/open-session.ts';

/* Before ssh2 reads a byte; the busiest first. */
const socketGuards: readonly SocketGuard[] = [inputLimit, unreadReplyLimit, maxConnectionAge];

/* Before ssh2's events are answered. */
const clientGuards: readonly ClientGuard[] = [authenticationCap, rekeyCap];

/** To be called as a connection makes progress. */
export type ConnectionHandlers = {
	/** ssh2 has been given the socket, and has read nothing yet. */
	readonly onAttached: () => void;
	/** The client has sent its version of SSH. */
	readonly onIdentified: (client: Client, info: ClientInfo) => void;
};

/** Guards a connection, and serves its sessions. */
export const serveConnection = (connection: Connection): ConnectionHandlers => {
	const {socket, settings, log, closed, report} = connection;
	const handshake = handshakeTimeout(connection);

	const serveSessions = (client: Client) => {
		const noProgram = noProgramTimeout(connection);
		const slots = createSessionSlots(connection, settings.sessionsPerConnection);
		client.on('session', (accept, reject) =>
			slots.request({
				open: () => {
					const session = accept();
					openSession(connection, session, {
						onStart: noProgram.programStarted,
						onClosed: started => {
							slots.release();
							if (started) {
								noProgram.programEnded();
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
		onAttached: () => {
			for (const guard of socketGuards) {
				guard(connection);
			}
		},
		onIdentified: (client, {header}) => {
			let user = '';
			client.on('error', (error: Error) => {
				log.debug({message: clientText(error.message, 120)}, 'client-error');
				setTimeout(() => socket.destroy(), lingerSeconds * 1000);
			});
			halfCloseTimeout(connection);
			allowRepeatedServiceRequests(client);
			for (const guard of clientGuards) {
				guard(connection, client);
			}

			client.on('authentication', context => {
				user = context.username;
				if (!closed.aborted) {
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
			/* Forwarding of any kind. What has no listener is refused by ssh2; this event is not. */
			client.on('request', (_accept, reject) => reject?.());
		},
	};
};

/** Puts the bytes that the primary read after a PROXY header back in front. */
export const unshiftLeadingBytes = (socket: Socket, leadingBytes: string | undefined): void => {
	if (leadingBytes !== undefined) {
		socket.unshift(Buffer.from(leadingBytes, 'base64'));
	}
};
