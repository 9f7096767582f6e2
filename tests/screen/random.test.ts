import {setImmediate} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {keys, mount} from '../support/mount.ts';

/*
10,000 random keys and resizes leave a screen that equals a fresh drawing of the same state.
*/

const events = 10_000;
const checkEvery = 200;

/* A small generator with a seed (mulberry32), so that a failure can be seen again. */
const random = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
};

const pressed = [
	...[keys.up, keys.down, keys.down, keys.left, keys.right, keys.enter, keys.tab, keys.shiftTab],
	...[keys.pageUp, keys.pageDown, keys.home, keys.end, ' ', 'j', 'k', 'g', 'G', '?', 'x', 'é'],
	...['1', '2', '3', '4', '5', '6', '7', '8', '\u001B[<0;3;8M', `${keys.down}${keys.enter}`],
];

const sizes = [
	...[
		[80, 24],
		[40, 12],
		[120, 40],
		[60, 16],
		[59, 15],
		[20, 6],
		[19, 5],
		[200, 60],
		[33, 50],
	],
	...[
		[100, 30],
		[70, 18],
		[1, 1],
	],
] as const;

test(`${events} random events`, {timeout: 120_000}, async () => {
	const seed = 20_261_123;
	const next = random(seed);
	const screen = await mount();
	for (let event = 1; event <= events; event++) {
		if (next(10) === 0) {
			screen.resize(...(sizes[next(sizes.length)] as readonly [number, number]));
		} else {
			screen.send(pressed[next(pressed.length)] ?? '');
		}

		await setImmediate();
		if (event % checkEvery === 0) {
			await screen.settle();
			const rows = screen.rows();
			expect(await screen.drawnAfresh(), `seed ${seed}, event ${event}`).toEqual(rows);
		}
	}

	await screen.leave();
});
