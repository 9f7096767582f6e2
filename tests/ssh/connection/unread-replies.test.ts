import {expect, it} from 'vitest';
import {unreadReplies} from '../../../source/ssh/connection/unread-replies.ts';
import {guarded} from './fixture.ts';

it('ends a connection that asks and does not read', () => {
	const {connection, socket, receive, dropped} = guarded();
	unreadReplies(connection);
	socket.writableLength = 1024 * 1024;
	receive(10);
	expect(dropped).toEqual([]);
	socket.writableLength += 1;
	receive(10);
	expect(dropped).toEqual(['unread-replies']);
});
