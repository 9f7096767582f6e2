import {expect, it} from 'vitest';
import {watchdogTimeout} from '../../source/server/systemd.ts';

it.each([
	[{}, undefined],
	[{WATCHDOG_USEC: '30000000'}, 30_000],
	[{WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7'}, 30_000],
	[{WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8'}, undefined],
	[{WATCHDOG_USEC: '0'}, undefined],
	[{WATCHDOG_USEC: 'x', WATCHDOG_PID: '7'}, undefined],
])('is watched only if systemd says so to this process: %j', (environment, timeout) => {
	expect(watchdogTimeout(environment, 7)).toBe(timeout);
});
