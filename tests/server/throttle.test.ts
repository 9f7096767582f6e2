import {afterEach, expect, it, vi} from 'vitest';
import {createResizePace} from '../../source/server/throttle.ts';
import {fakeTimers} from '../ssh/connection/fixture.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('shows the first and the last of a storm, and few between', () => {
	const {pass} = fakeTimers();
	const shown: number[] = [];
	const resize = createResizePace<number>(size => shown.push(size), new AbortController().signal);
	for (let size = 1; size <= 1000; size++) {
		resize(size);
		pass(1);
	}

	pass(600);
	expect(shown[0]).toBe(1);
	expect(shown.at(-1)).toBe(1000);
	expect(shown.length).toBeLessThanOrEqual(22);
});

it('slows down for who goes on and on', () => {
	const {pass} = fakeTimers();
	const shown: number[] = [];
	const resize = createResizePace<number>(size => shown.push(size), new AbortController().signal);
	for (let size = 1; size <= 60_000; size++) {
		resize(size);
		pass(1);
	}

	pass(500);
	expect(shown.length).toBeLessThan(200);
	expect(shown.at(-1)).toBe(60_000);
});

it('shows nothing to who is gone', () => {
	const {pass} = fakeTimers();
	const gone = new AbortController();
	const shown: number[] = [];
	const resize = createResizePace<number>(size => shown.push(size), gone.signal);
	resize(1);
	resize(2);
	gone.abort();
	resize(3);
	pass(1000);
	expect(shown).toEqual([1]);
	expect(vi.getTimerCount()).toBe(0);
});
