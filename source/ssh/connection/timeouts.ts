import {type ClientGuard, later} from './guard.ts';

/** Ends a connection that does not authenticate in time. ssh2 itself would wait for ever. */
export const handshakeTimer = (
	connection: Parameters<ClientGuard>[0],
): {readonly authenticated: () => void} => {
	const cancel = later(connection, connection.limits.handshakeSeconds, () =>
		connection.drop('handshake-timeout'),
	);
	return {authenticated: cancel};
};
