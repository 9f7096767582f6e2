import {expect, it} from 'vitest';
import {isRead} from '../../../source/ssh/connection/backpressure.ts';
import {guarded} from './fixture.ts';

it('ends a connection whose channel is not read', () => {
	const {connection, dropped} = guarded();
	expect(isRead(connection, {writableLength: 256 * 1024})).toBe(true);
	expect(isRead(connection, {writableLength: 256 * 1024 + 1})).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});

it('ends a connection whose socket is not read', () => {
	const {connection, socket, dropped} = guarded();
	socket.writableLength = 1024 * 1024 + 1;
	expect(isRead(connection, {writableLength: 0})).toBe(false);
	expect(dropped).toEqual(['slow-reader']);
});
