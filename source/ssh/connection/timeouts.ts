import {type ClientGuard, type Guarded, later, parting, type SocketGuard} from './guard.ts';

/** Ends a connection that does not authenticate in time. ssh2 itself would wait for ever. */
export const handshakeTimer = (
	connection: Parameters<ClientGuard>[0],
): {readonly authenticated: () => void} => {
	const cancel = later(connection, connection.limits.handshakeSeconds, () =>
		connection.drop('handshake-timeout'),
	);
	return {authenticated: cancel};
};

/** Ends a connection that has lasted its longest, whatever happens in it. */
export const connectionTimer: SocketGuard = connection => {
	later(connection, connection.limits.connectionSeconds, () =>
		connection.dismiss('absolute-limit'),
	);
};

/**
Destroys a socket that was closed in one direction and is kept open in the other: a client that has
said goodbye, and does not hang up. ssh2 would leave it at that.

Its listener has to come after ssh2's, which does the closing.
*/
export const halfClosed: SocketGuard = connection => {
	const {socket} = connection;
	const check = () => {
		if (socket.writableEnded || socket.readableEnded) {
			socket.off('data', check).off('end', check);
			later(connection, parting, () => socket.destroy());
		}
	};
	socket.on('data', check).on('end', check);
};

/**
Gives a client some time to close a session that has ended, or else ends the connection.

@param closed - Aborts when it has, or is gone.
*/
export const closeTimer = (
	connection: Pick<Guarded, 'gone' | 'limits' | 'drop'>,
	closed: AbortSignal,
): Promise<void> =>
	new Promise(resolve => {
		if (closed.aborted) {
			resolve();
			return;
		}

		const cancel = later(connection, connection.limits.closeSeconds, () =>
			connection.drop('not-closed'),
		);
		closed.addEventListener(
			'abort',
			() => {
				cancel();
				resolve();
			},
			{once: true},
		);
	});
