import {afterEach, expect, it, vi} from 'vitest';
import {
	closeTimer,
	connectionTimer,
	halfClosed,
	handshakeTimer,
} from '../../../source/ssh/connection/timeouts.ts';
import {fakeTimers, guarded} from './fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('ends a connection that is silent', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	handshakeTimer(connection);
	pass(9999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['handshake-timeout']);
});

it('leaves one alone that has authenticated, or is gone', () => {
	const {pass} = fakeTimers();
	const authenticated = guarded();
	handshakeTimer(authenticated.connection).authenticated();
	const left = guarded();
	handshakeTimer(left.connection);
	left.gone.abort();
	pass(60_000);
	expect([authenticated.dropped, left.dropped]).toEqual([[], []]);
	expect(vi.getTimerCount()).toBe(0);
});

it('ends a connection that lasts for two hours', () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	connectionTimer(connection);
	pass(7_199_999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['absolute-limit']);
});

it('ends a connection whose client does not close a session', async () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const closed = new AbortController();
	const waited = closeTimer(connection, closed.signal);
	pass(9999);
	expect(dropped).toEqual([]);
	pass(1);
	expect(dropped).toEqual(['not-closed']);
	closed.abort();
	await waited;
});

it('leaves one alone that closes it, or has done so before', async () => {
	const {pass} = fakeTimers();
	const {connection, dropped} = guarded();
	const closed = new AbortController();
	const waited = closeTimer(connection, closed.signal);
	closed.abort();
	await waited;
	await closeTimer(connection, closed.signal);
	pass(60_000);
	expect(dropped).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});

it('destroys a socket that one end has closed, a second later', () => {
	const {pass} = fakeTimers();
	const {connection, socket, receive} = guarded();
	const destroy = vi.fn();
	Object.assign(socket, {writableEnded: false, readableEnded: false, destroy});
	halfClosed(connection);
	receive(10);
	pass(5000);
	Object.assign(socket, {writableEnded: true});
	receive(10);
	pass(999);
	expect(destroy).not.toHaveBeenCalled();
	pass(1);
	expect(destroy).toHaveBeenCalledOnce();
});
