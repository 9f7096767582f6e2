import {expect, it} from 'vitest';
import {createConnectionRate} from '../../source/server/rate-limiter.ts';
import {handClock} from '../ssh/connection/fixture.ts';

const limit = {rate: 10, burst: 10};

it('lets ten in at once, and then ten a second', () => {
	const {clock, pass} = handClock();
	const {allow} = createConnectionRate(limit, clock);
	const tries = (count: number) =>
		Array.from({length: count}, () => allow('a')).filter(Boolean).length;
	expect(tries(40)).toBe(10);
	pass(1000);
	expect(tries(40)).toBe(10);
	pass(100);
	expect(tries(40)).toBe(1);
});

it('counts each address by itself', () => {
	const {clock} = handClock();
	const {allow} = createConnectionRate({rate: 1, burst: 1}, clock);
	expect([allow('a'), allow('a'), allow('b')]).toEqual([true, false, true]);
});

it('forgets addresses that have rested', () => {
	const {clock, pass} = handClock();
	const rate = createConnectionRate(limit, clock, 100);
	for (let index = 0; index < 100; index++) {
		rate.allow(`address ${index}`);
	}

	pass(1000);
	rate.allow('one more');
	expect(rate.size()).toBe(1);
});

it('remembers no more addresses than it may, in a flood of them', () => {
	const {clock} = handClock();
	const rate = createConnectionRate(limit, clock, 100);
	for (let index = 0; index < 10_000; index++) {
		rate.allow(`address ${index}`);
	}

	expect(rate.size()).toBe(100);
});
