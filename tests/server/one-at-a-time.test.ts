import {setImmediate as turn} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {oneAtATime} from '../../source/server/one-at-a-time.ts';

it('never runs twice at once, and runs once more for requests in the meantime', async () => {
	let running = 0;
	let runs = 0;
	let most = 0;
	const run = oneAtATime(async () => {
		running += 1;
		runs += 1;
		most = Math.max(most, running);
		await turn();
		running -= 1;
	}, 1);
	const all = run();
	await Promise.all(Array.from({length: 60}, run));
	expect(runs).toBe(1);
	await all;
	expect(runs).toBe(2);
	expect(most).toBe(1);
	await run();
	expect(runs).toBe(3);
});
