import {type GuardedConnection, type SocketGuard, schedule} from './guard.ts';

/**
Ends a connection that sends requests without reading the replies, which would pile up in the
socket. Only input causes replies, so input is when to look.
*/
export const unreadReplyLimit: SocketGuard = ({socket, settings, drop}) => {
	socket.on('data', () => {
		if (socket.writableLength > settings.socketQueue * 1024) {
			drop('unread-replies');
		}
	});
};

type Queue = {readonly writableLength: number};

export type Backpressure = {
	/** Whether more may be queued; if not, the connection is dropped. */
	readonly canWrite: () => boolean;
	/** To be called whenever a queue has grown or shrunk. */
	readonly update: () => void;
	/** Stops the timeout. */
	readonly stop: () => void;
};

/**
Ends a connection whose client does not read its output: too much is queued, or something has been
queued for too long.

@param queues - Where output waits for the client's window.
*/
export const watchBackpressure = (
	{
		socket,
		settings,
		drop,
		closed,
	}: Pick<GuardedConnection, 'socket' | 'settings' | 'drop' | 'closed'>,
	queues: readonly Queue[],
): Backpressure => {
	let cancel: (() => void) | undefined;
	const queued = () => queues.reduce((sum, {writableLength}) => sum + writableLength, 0);
	const stop = () => {
		cancel?.();
		cancel = undefined;
	};

	return {
		canWrite: () => {
			if (
				queued() <= settings.channelQueue * 1024 &&
				socket.writableLength <= settings.socketQueue * 1024
			) {
				return true;
			}

			drop('slow-reader');
			return false;
		},
		update: () => {
			if (queued() === 0) {
				stop();
			} else {
				cancel ??= schedule({closed}, settings.stallSeconds, () => drop('slow-reader'));
			}
		},
		stop,
	};
};
