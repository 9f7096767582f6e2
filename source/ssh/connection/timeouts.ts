import {type GuardedConnection, lingerSeconds, type SocketGuard, schedule} from './guard.ts';

/** Ends a connection that does not authenticate in time. ssh2 itself would wait for ever. */
export const handshakeTimeout = (
	connection: GuardedConnection,
): {readonly authenticated: () => void} => {
	const cancel = schedule(connection, connection.settings.handshakeSeconds, () =>
		connection.drop('handshake-timeout'),
	);
	return {authenticated: cancel};
};

/** Ends a connection at its maximum age, whatever happens in it. */
export const maxConnectionAge: SocketGuard = connection => {
	schedule(connection, connection.settings.connectionSeconds, () =>
		connection.dismiss('absolute-limit'),
	);
};

/**
Destroys a socket that was closed in one direction and is kept open in the other, by a client that
has disconnected and does not hang up. ssh2 would leave it open.

Its listener has to come after that of ssh2, which does the closing.
*/
export const halfCloseTimeout: SocketGuard = connection => {
	const {socket} = connection;
	const check = () => {
		if (socket.writableEnded || socket.readableEnded) {
			socket.off('data', check).off('end', check);
			schedule(connection, lingerSeconds, () => socket.destroy());
		}
	};
	socket.on('data', check).on('end', check);
};

export type NoProgramTimeout = {
	readonly programStarted: () => void;
	/** Once for each that was started. */
	readonly programEnded: () => void;
};

/**
Ends a connection that has authenticated and runs no program for a while. A session in which
nothing was started does not count: it costs a client nothing.
*/
export const noProgramTimeout = (connection: GuardedConnection): NoProgramTimeout => {
	const start = () =>
		schedule(connection, connection.settings.sessionlessSeconds, () =>
			connection.drop('no-session'),
		);
	let cancel = start();
	let running = 0;
	return {
		programStarted: () => {
			running += 1;
			cancel();
		},
		programEnded: () => {
			running -= 1;
			if (running === 0 && !connection.closed.aborted) {
				cancel = start();
			}
		},
	};
};

/**
Gives a client some time to close a session that has ended, or else drops the connection.

@param sessionClosed - Aborts when the client has closed it, or the connection has closed.
*/
export const waitForClose = (
	connection: Pick<GuardedConnection, 'closed' | 'settings' | 'drop'>,
	sessionClosed: AbortSignal,
): Promise<void> =>
	new Promise(resolve => {
		if (sessionClosed.aborted) {
			resolve();
			return;
		}

		const cancel = schedule(connection, connection.settings.closeSeconds, () =>
			connection.drop('not-closed'),
		);
		sessionClosed.addEventListener(
			'abort',
			() => {
				cancel();
				resolve();
			},
			{once: true},
		);
	});
