import {expect, it} from 'vitest';
import {createWatchdog} from '../../source/server/watchdog.ts';
import {manualClock} from '../ssh/connection/fixture.ts';

it('reports a worker without a heartbeat for three seconds, once', () => {
	const {clock, pass} = manualClock();
	const watchdog = createWatchdog(clock);
	watchdog.started(1);
	watchdog.started(2);
	watchdog.heartbeat(1);
	watchdog.heartbeat(2);
	pass(2500);
	watchdog.heartbeat(2);
	pass(600);
	expect(watchdog.hung()).toEqual([1]);
	expect(watchdog.hung()).toEqual([]);
});

it('gives a new worker more time', () => {
	const {clock, pass} = manualClock();
	const watchdog = createWatchdog(clock);
	watchdog.started(1);
	pass(29_000);
	expect(watchdog.hung()).toEqual([]);
	pass(1100);
	expect(watchdog.hung()).toEqual([1]);
});

it('is not responsive without a recent heartbeat', () => {
	const {clock, pass} = manualClock();
	const watchdog = createWatchdog(clock);
	watchdog.heartbeat(1);
	expect(watchdog.isResponsive(1)).toBe(true);
	pass(1600);
	expect(watchdog.isResponsive(1)).toBe(false);
	watchdog.ended(1);
	expect(watchdog.isResponsive(1)).toBe(false);
	expect(watchdog.hung()).toEqual([]);
});
