import {afterEach, expect, it, vi} from 'vitest';
import {startSessionTimeouts} from '../../source/server/session-timeouts.ts';
import {fakeTimers} from '../ssh/connection/fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

const start = (limits = {idleSeconds: 600, sessionSeconds: 3600, warningSeconds: 30}) => {
	const events: string[] = [];
	const gone = new AbortController();
	const {activity} = startSessionTimeouts(
		limits,
		{
			warn: (reason, seconds) => events.push(`warn ${reason} ${seconds}`),
			end: reason => events.push(`end ${reason}`),
			active: () => events.push('active'),
		},
		gone.signal,
	);
	return {events, gone, activity};
};

it('warns an idle visitor, and then ends the session', () => {
	const {pass} = fakeTimers();
	const {events} = start();
	pass(570_000);
	expect(events).toEqual(['warn idle 30']);
	pass(30_000);
	expect(events).toEqual(['warn idle 30', 'end idle']);
});

it('starts again with every key, and withdraws the warning', () => {
	const {pass} = fakeTimers();
	const {events, activity} = start();
	pass(500_000);
	activity();
	pass(500_000);
	expect(events).toEqual([]);
	pass(70_000);
	activity();
	expect(events).toEqual(['warn idle 30', 'active']);
	pass(569_000);
	expect(events).toHaveLength(2);
});

it('ends a session at its time limit, whatever is pressed', () => {
	const {pass} = fakeTimers();
	const {events, activity} = start();
	for (let minute = 0; minute < 60; minute++) {
		activity();
		pass(60_000);
	}

	expect(events).toEqual(['warn long 30', 'end long']);
});

it('leaves no timer behind', () => {
	fakeTimers();
	const {gone, activity} = start();
	activity();
	gone.abort();
	activity();
	expect(vi.getTimerCount()).toBe(0);
});
