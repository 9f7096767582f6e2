import {expect, it} from 'vitest';
import {createRateLimiter} from '../../source/server/rate-limiter.ts';
import {manualClock} from '../ssh/connection/fixture.ts';

const limit = {rate: 10, burst: 10};

it('allows ten at once, and then ten a second', () => {
	const {clock, pass} = manualClock();
	const {allow} = createRateLimiter(limit, clock);
	const tries = (count: number) =>
		Array.from({length: count}, () => allow('a')).filter(Boolean).length;
	expect(tries(40)).toBe(10);
	pass(1000);
	expect(tries(40)).toBe(10);
	pass(100);
	expect(tries(40)).toBe(1);
});

it('counts each address separately', () => {
	const {clock} = manualClock();
	const {allow} = createRateLimiter({rate: 1, burst: 1}, clock);
	expect([allow('a'), allow('a'), allow('b')]).toEqual([true, false, true]);
});

it('forgets addresses whose buckets are full', () => {
	const {clock, pass} = manualClock();
	const rate = createRateLimiter(limit, clock, 100);
	for (let index = 0; index < 100; index++) {
		rate.allow(`address ${index}`);
	}

	pass(1000);
	rate.allow('one more');
	expect(rate.size()).toBe(1);
});

it('remembers a limited number of addresses in a flood of them', () => {
	const {clock} = manualClock();
	const rate = createRateLimiter(limit, clock, 100);
	for (let index = 0; index < 10_000; index++) {
		rate.allow(`address ${index}`);
	}

	expect(rate.size()).toBe(100);
});
