import {expect, it} from 'vitest';
import {inputBudget} from '../../../source/ssh/connection/input-limits.ts';
import {guarded, handClock} from './fixture.ts';

it('lets a reader type for ever', () => {
	const {clock, pass} = handClock();
	const {connection, receive, dropped} = guarded();
	inputBudget(connection, clock);
	for (let second = 0; second < 3600; second++) {
		receive(30 * 100);
		pass(1000);
	}

	expect(dropped).toEqual([]);
});

it('ends a flood at once', () => {
	const {clock} = handClock();
	const {connection, receive, dropped} = guarded();
	inputBudget(connection, clock);
	receive(64 * 1024);
	expect(dropped).toEqual([]);
	receive(1);
	expect(dropped).toEqual(['input-flood']);
});

it('ends a stream that is more than keys', () => {
	const {clock, pass} = handClock();
	const {connection, receive, dropped} = guarded();
	inputBudget(connection, clock);
	for (let second = 0; second < 60 && dropped.length === 0; second++) {
		receive(20 * 1024);
		pass(1000);
	}

	expect(dropped).toEqual(['input-flood']);
});
