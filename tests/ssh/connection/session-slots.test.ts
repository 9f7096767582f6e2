import {expect, it} from 'vitest';
import {createSessionSlots} from '../../../source/ssh/connection/session-slots.ts';
import {handClock} from './fixture.ts';

it('has two slots', () => {
	const {clock, pass} = handClock();
	const slots = createSessionSlots(2, clock);
	pass(60_000);
	expect([slots.take(), slots.take(), slots.take()]).toEqual([true, true, false]);
	slots.release();
	pass(1000);
	expect(slots.take()).toBe(true);
	expect(slots.taken()).toBe(2);
});

it('slows down who opens and closes one after the other', () => {
	const {clock, pass} = handClock();
	const slots = createSessionSlots(2, clock);
	let opened = 0;
	for (let tenth = 0; tenth < 100; tenth++) {
		if (slots.take()) {
			opened += 1;
			slots.release();
		}

		pass(100);
	}

	expect(opened).toBeLessThanOrEqual(12);
	expect(opened).toBeGreaterThanOrEqual(10);
});
