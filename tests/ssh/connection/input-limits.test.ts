import {expect, it} from 'vitest';
import {createKeyLimiter, inputLimit} from '../../../source/ssh/connection/input-limits.ts';
import {createGuarded, manualClock} from './fixture.ts';

it('lets a visitor type for ever', () => {
	const {clock, pass} = manualClock();
	const {connection, receive, dropped} = createGuarded();
	inputLimit(connection, clock);
	for (let second = 0; second < 3600; second++) {
		receive(30 * 100);
		pass(1000);
	}

	expect(dropped).toEqual([]);
});

it('drops a flood at once', () => {
	const {clock} = manualClock();
	const {connection, receive, dropped} = createGuarded();
	inputLimit(connection, clock);
	receive(64 * 1024);
	expect(dropped).toEqual([]);
	receive(1);
	expect(dropped).toEqual(['input-flood']);
});

it('drops a stream of more than keystrokes', () => {
	const {clock, pass} = manualClock();
	const {connection, receive, dropped} = createGuarded();
	inputLimit(connection, clock);
	for (let second = 0; second < 60 && dropped.length === 0; second++) {
		receive(20 * 1024);
		pass(1000);
	}

	expect(dropped).toEqual(['input-flood']);
});

it('accepts a key that is held down', () => {
	const {clock, pass} = manualClock();
	const take = createKeyLimiter(clock);
	for (let key = 0; key < 3000; key++) {
		expect(take(3)).toBe(true);
		pass(33);
	}
});

it('ignores most of a flood', () => {
	const {clock, pass} = manualClock();
	const take = createKeyLimiter(clock);
	let taken = 0;
	for (let chunk = 0; chunk < 1000; chunk++) {
		taken += take(16) ? 16 : 0;
		pass(1);
	}

	expect(taken).toBeLessThan(1300);
});
