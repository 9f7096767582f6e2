import {expect, it} from 'vitest';
import {createTokenBucket} from '../../source/server/token-bucket.ts';
import {manualClock} from '../ssh/connection/fixture.ts';

it('gives what it holds, and no more', () => {
	const {clock} = manualClock();
	const bucket = createTokenBucket({rate: 1, burst: 3}, clock);
	expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
});

it('refills with time, up to its capacity', () => {
	const {clock, pass} = manualClock();
	const bucket = createTokenBucket({rate: 2, burst: 3}, clock);
	bucket.take(3);
	pass(400);
	expect(bucket.take()).toBe(false);
	pass(100);
	expect(bucket.take()).toBe(true);
	expect(bucket.isFull()).toBe(false);
	pass(60_000);
	expect(bucket.isFull()).toBe(true);
	expect(bucket.take(3)).toBe(true);
	expect(bucket.take()).toBe(false);
});
