import {afterEach, expect, it, vi} from 'vitest';
import {watchReader} from '../../../source/ssh/connection/backpressure.ts';
import {fakeTimers, guarded} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('ends a connection whose channel is not read', () => {
	const {connection, dropped} = guarded();
	const stdout = {writableLength: 200 * 1024};
	const stderr = {writableLength: 56 * 1024};
	const {isReading} = watchReader(connection, [stdout, stderr]);
	expect(isReading()).toBe(true);
	stderr.writableLength += 1;
	expect(isReading()).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});

it('ends a connection whose socket is not read', () => {
	const {connection, socket, dropped} = guarded();
	socket.writableLength = 1024 * 1024 + 1;
	expect(watchReader(connection, [{writableLength: 0}]).isReading()).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});

it('ends a connection whose output has waited for too long, however little it is', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const queue = {writableLength: 1};
	const {changed} = watchReader(connection, [queue]);
	changed();
	pass(19_000);
	queue.writableLength = 2;
	changed();
	pass(999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['slow-reader']);
});

it('waits anew for a client that has read everything in between', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const queue = {writableLength: 1};
	const {changed, release} = watchReader(connection, [queue]);
	changed();
	pass(19_000);
	queue.writableLength = 0;
	changed();
	queue.writableLength = 1;
	changed();
	pass(19_000);
	expect(dropped).toEqual([]);
	release();
	pass(60_000);
	expect(dropped).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});
