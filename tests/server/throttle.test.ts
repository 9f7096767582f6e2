import {afterEach, expect, it, vi} from 'vitest';
import {createThrottle} from '../../source/server/throttle.ts';
import {fakeTimers} from '../ssh/connection/fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('runs for the first and the last value of a burst, and few in between', () => {
	const {pass} = fakeTimers();
	const shown: number[] = [];
	const resize = createThrottle<number>(size => shown.push(size), new AbortController().signal);
	for (let size = 1; size <= 1000; size++) {
		resize(size);
		pass(1);
	}

	pass(600);
	expect(shown[0]).toBe(1);
	expect(shown.at(-1)).toBe(1000);
	expect(shown.length).toBeLessThanOrEqual(22);
});

it('slows down during a long burst', () => {
	const {pass} = fakeTimers();
	const shown: number[] = [];
	const resize = createThrottle<number>(size => shown.push(size), new AbortController().signal);
	for (let size = 1; size <= 60_000; size++) {
		resize(size);
		pass(1);
	}

	pass(500);
	expect(shown.length).toBeLessThan(200);
	expect(shown.at(-1)).toBe(60_000);
});

it('does nothing once ended', () => {
	const {pass} = fakeTimers();
	const gone = new AbortController();
	const shown: number[] = [];
	const resize = createThrottle<number>(size => shown.push(size), gone.signal);
	resize(1);
	resize(2);
	gone.abort();
	resize(3);
	pass(1000);
	expect(shown).toEqual([1]);
	expect(vi.getTimerCount()).toBe(0);
});
