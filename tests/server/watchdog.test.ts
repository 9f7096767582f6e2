import {expect, it} from 'vitest';
import {createWatchdog} from '../../source/server/watchdog.ts';
import {handClock} from '../ssh/connection/fixture.ts';

it('names a worker that was not heard of for three seconds, once', () => {
	const {clock, pass} = handClock();
	const watchdog = createWatchdog(clock);
	watchdog.started(1);
	watchdog.started(2);
	watchdog.heard(1);
	watchdog.heard(2);
	pass(2500);
	watchdog.heard(2);
	pass(600);
	expect(watchdog.hung()).toEqual([1]);
	expect(watchdog.hung()).toEqual([]);
});

it('gives a new one more time', () => {
	const {clock, pass} = handClock();
	const watchdog = createWatchdog(clock);
	watchdog.started(1);
	pass(7000);
	expect(watchdog.hung()).toEqual([]);
	pass(1100);
	expect(watchdog.hung()).toEqual([1]);
});

it('sends nobody to one that was silent for a while', () => {
	const {clock, pass} = handClock();
	const watchdog = createWatchdog(clock);
	watchdog.heard(1);
	expect(watchdog.isLively(1)).toBe(true);
	pass(1600);
	expect(watchdog.isLively(1)).toBe(false);
	watchdog.ended(1);
	expect(watchdog.isLively(1)).toBe(false);
	expect(watchdog.hung()).toEqual([]);
});
