import type {SocketGuard} from './guard.ts';

/**
Ends a connection that asks and does not read: what it asked for would pile up in the socket.
Only what comes in causes replies, so that is when to look.
*/
export const unreadReplies: SocketGuard = ({socket, limits, drop}) => {
	socket.on('data', () => {
		if (socket.writableLength > limits.socketQueue * 1024) {
			drop('unread-replies');
		}
	});
};
