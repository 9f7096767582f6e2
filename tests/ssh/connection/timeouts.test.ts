import {afterEach, expect, it, vi} from 'vitest';
import {
	halfCloseTimeout,
	handshakeTimeout,
	maxConnectionAge,
	noProgramTimeout,
	waitForClose,
} from '../../../source/ssh/connection/timeouts.ts';
import {createGuarded, fakeTimers} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('drops a connection that does not authenticate', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	handshakeTimeout(connection);
	pass(9999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['handshake-timeout']);
});

it('keeps a connection that has authenticated, and forgets one that has closed', () => {
	const {pass} = fakeTimers();
	const authenticated = createGuarded();
	handshakeTimeout(authenticated.connection).authenticated();
	const left = createGuarded();
	handshakeTimeout(left.connection);
	left.close.abort();
	pass(60_000);
	expect([authenticated.dropped, left.dropped]).toEqual([[], []]);
	expect(vi.getTimerCount()).toBe(0);
});

it('ends a connection after two hours', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	maxConnectionAge(connection);
	pass(7_199_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['absolute-limit']);
});

it('drops a connection whose client does not close a session', async () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	const closed = new AbortController();
	const waited = waitForClose(connection, closed.signal);
	pass(9999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['not-closed']);
	closed.abort();
	await waited;
});

it('keeps a connection whose client closes the session, also if it already has', async () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	const closed = new AbortController();
	const waited = waitForClose(connection, closed.signal);
	closed.abort();
	await waited;
	await waitForClose(connection, closed.signal);
	pass(60_000);
	expect(dropped).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});

it('destroys a half-closed socket after a second', () => {
	const {pass} = fakeTimers();
	const {connection, socket, receive} = createGuarded();
	const destroy = vi.fn();
	Object.assign(socket, {writableEnded: false, readableEnded: false, destroy});
	halfCloseTimeout(connection);
	receive(10);
	pass(5000);
	Object.assign(socket, {writableEnded: true});
	receive(10);
	pass(999);
	expect(destroy).not.toHaveBeenCalled();
	pass(1);
	expect(destroy).toHaveBeenCalledOnce();
});

it('drops a connection in which nothing is started', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	noProgramTimeout(connection);
	pass(14_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['no-session']);
});

it('waits while programs run, and starts again after the last', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = createGuarded();
	const sessionless = noProgramTimeout(connection);
	pass(14_999);
	sessionless.programStarted();
	sessionless.programStarted();
	pass(600_000);
	sessionless.programEnded();
	pass(600_000);
	expect(dropped).toEqual([]);
	sessionless.programEnded();
	pass(14_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['no-session']);
});

it('leaves no timer behind when the connection ends first', () => {
	fakeTimers();
	const {connection, close} = createGuarded();
	const sessionless = noProgramTimeout(connection);
	sessionless.programStarted();
	close.abort();
	sessionless.programEnded();
	expect(vi.getTimerCount()).toBe(0);
});
