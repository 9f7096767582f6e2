import {expect, it} from 'vitest';
import {createKeyBudget} from '../../../source/ssh/connection/key-budget.ts';
import {handClock} from './fixture.ts';

it('takes a key that is held down', () => {
	const {clock, pass} = handClock();
	const take = createKeyBudget(clock);
	for (let key = 0; key < 3000; key++) {
		expect(take(3)).toBe(true);
		pass(33);
	}
});

it('leaves out most of a flood', () => {
	const {clock, pass} = handClock();
	const take = createKeyBudget(clock);
	let taken = 0;
	for (let chunk = 0; chunk < 1000; chunk++) {
		taken += take(16) ? 16 : 0;
		pass(1);
	}

	expect(taken).toBeLessThan(1300);
});
