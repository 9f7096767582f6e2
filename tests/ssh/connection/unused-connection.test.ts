import {afterEach, expect, it, vi} from 'vitest';
import {unusedConnection} from '../../../source/ssh/connection/unused-connection.ts';
import {fakeTimers, guarded} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('ends a connection without a session', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	unusedConnection(connection);
	pass(14_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['no-session']);
});

it('waits while one is open, and again after the last', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const unused = unusedConnection(connection);
	unused.sessionOpened();
	unused.sessionOpened();
	pass(600_000);
	unused.sessionClosed(1);
	pass(600_000);
	expect(dropped).toEqual([]);
	unused.sessionClosed(0);
	pass(15_000);
	expect(dropped).toEqual(['no-session']);
});
