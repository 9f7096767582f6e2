import {afterEach, expect, it, vi} from 'vitest';
import {handshakeTimer} from '../../../source/ssh/connection/timeouts.ts';
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
