import {afterEach, expect, it, vi} from 'vitest';
import {unreadReplyLimit, watchBackpressure} from '../../../source/ssh/connection/backpressure.ts';
import {createGuarded, fakeTimers} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('drops a connection whose channel is not read', () => {
	const {connection, dropped} = createGuarded();
	const stdout = {writableLength: 200 * 1024};
	const stderr = {writableLength: 56 * 1024};
	const {canWrite} = watchBackpressure(connection, [stdout, stderr]);
	expect(canWrite()).toBe(true);
	stderr.writableLength += 1;
	expect(canWrite()).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});

it('drops a connection whose socket is not read', () => {
	const {connection, socket, dropped} = createGuarded();
	socket.writableLength = 1024 * 1024 + 1;
	expect(watchBackpressure(connection, [{writableLength: 0}]).canWrite()).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});

it('drops a connection whose output has been queued for too long, however little it is', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	const queue = {writableLength: 1};
	const {update} = watchBackpressure(connection, [queue]);
	update();
	pass(19_000);
	queue.writableLength = 2;
	update();
	pass(999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['slow-reader']);
});

it('starts again for a client that has read everything in between', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	const queue = {writableLength: 1};
	const {update, stop} = watchBackpressure(connection, [queue]);
	update();
	pass(19_000);
	queue.writableLength = 0;
	update();
	queue.writableLength = 1;
	update();
	pass(19_000);
	expect(dropped).toEqual([]);
	stop();
	pass(60_000);
	expect(dropped).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});

it('drops a connection that sends requests without reading the replies', () => {
	const {connection, socket, receive, dropped} = createGuarded();
	unreadReplyLimit(connection);
	socket.writableLength = 1024 * 1024;
	receive(10);
	expect(dropped).toEqual([]);
	socket.writableLength += 1;
	receive(10);
	expect(dropped).toEqual(['unread-replies']);
});
