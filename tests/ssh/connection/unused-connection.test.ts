import {afterEach, expect, it, vi} from 'vitest';
import {unusedConnection} from '../../../source/ssh/connection/unused-connection.ts';
import {fakeTimers, guarded} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('ends a connection in which nothing is started', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	unusedConnection(connection);
	pass(14_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['no-session']);
});

it('waits while a program runs, and again after the last', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const unused = unusedConnection(connection);
	pass(14_999);
	unused.programStarted();
	unused.programStarted();
	pass(600_000);
	unused.programEnded();
	pass(600_000);
	expect(dropped).toEqual([]);
	unused.programEnded();
	pass(14_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['no-session']);
});

it('leaves no timer behind when the connection ends first', () => {
	fakeTimers();
	const {connection, gone} = guarded();
	const unused = unusedConnection(connection);
	unused.programStarted();
	gone.abort();
	unused.programEnded();
	expect(vi.getTimerCount()).toBe(0);
});
