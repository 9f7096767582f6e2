import type {Guarded} from './guard.ts';

type Queue = {readonly writableLength: number};

/**
Says whether a visitor reads what is written to them; if not, ends the connection. Ink writes
its frames whether they are read or not.

@param channel - What the client has no window for waits here.
*/
export const isRead = (
	{socket, limits, drop}: Pick<Guarded, 'socket' | 'limits' | 'drop'>,
	channel: Queue,
): boolean => {
	if (
		channel.writableLength <= limits.channelQueue * 1024 &&
		socket.writableLength <= limits.socketQueue * 1024
	) {
		return true;
	}

	drop('slow-reader');
	return false;
};
