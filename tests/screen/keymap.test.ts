import {readFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {readmeFile, withTables} from '../../source/build/readme.ts';
import {type Action, keymap} from '../../source/screen/keymap.ts';
import {emptyStats} from '../../source/stats/stats.ts';
import {keys, mount} from '../support/mount.ts';
import {position} from '../support/position.ts';

/* What a terminal sends for a key of the keymap. */
const bytes: Readonly<Record<string, string>> = {
	up: keys.up,
	down: keys.down,
	left: keys.left,
	right: keys.right,
	return: keys.enter,
	escape: keys.escape,
	tab: keys.tab,
	'shift+tab': keys.shiftTab,
	pageup: keys.pageUp,
	pagedown: keys.pageDown,
	home: keys.home,
	end: keys.end,
	space: ' ',
	'ctrl+c': keys.controlC,
	'ctrl+z': '\u001A',
};

const bytesOf = (key: string): string => bytes[key] ?? key;

/* For each action: keys to get ready, and what is seen once its key was pressed. */
const effects: Readonly<
	Record<Exclude<Action, 'quit' | 'suspend' | 'refresh'>, readonly [string, RegExp]>
> = {
	up: ['3', /❯ Focus/],
	down: ['3', /❯ Stack/],
	open: ['3', /❯ Software/],
	back: [`3${keys.right}`, /❯ Principles/],
	switch: ['3', /❯ Software/],
	pageUp: [`3${keys.right}G`, /Goal: APIs|5\. Security/],
	pageDown: ['3', /→ Goal: Systems that are easy/],
	top: [`3${keys.right}G`, /Software Engineering Principles/],
	bottom: ['3', /Simple systems that scale/],
	jump: ['3', /./],
	help: ['3', /Jump to a section/],
	closeHelp: ['3?', /❯ Principles/],
};

describe('each key of the table does what the table says', () => {
	const cases = keymap.flatMap(({action, keys}) => keys.map(key => ({action, key})));
	test.for(cases)('$key: $action', async ({action, key}) => {
		if (action === 'suspend') {
			/* Only a local terminal can: see the end-to-end test. */
			return;
		}

		if (action === 'refresh') {
			let refreshed = 0;
			const none = emptyStats('someone');
			const screen = await mount({
				openStats: async () => ({
					getSnapshot: () => none,
					subscribe: () => () => {},
					load: async () => {},
					refresh: async () => {
						refreshed++;
					},
				}),
			});
			await screen.press(bytesOf(key));
			expect(refreshed).toBe(1);
			await screen.leave();
			return;
		}

		const screen = await mount();
		if (action === 'quit') {
			await screen.press(bytesOf(key));
			await screen.done;
			expect(screen.text()).toContain('Come again');
			return;
		}

		const [before, seen] = effects[action];
		await screen.press(...before.split(/(?<=^3)/), bytesOf(key));
		if (action === 'jump') {
			expect(screen.text()).toContain(position(key));
		} else {
			expect(screen.text()).toMatch(seen);
		}

		await screen.leave();
	});
});

test.each(['menu', 'page', 'help'] as const)('no key has two meanings in the %s', context => {
	const all = keymap
		.filter(({contexts}) => contexts === undefined || contexts.includes(context))
		.flatMap(({keys}) => keys);
	expect(new Set(all).size).toBe(all.length);
});

test('the help names each key and what it does', async () => {
	const screen = await mount({columns: 100, rows: 40});
	await screen.press('?');
	for (const {action, label, description} of keymap) {
		if (action === 'suspend') {
			expect(screen.text()).not.toContain(description);
		} else {
			expect(screen.text()).toMatch(new RegExp(`${label.replace('?', '\\?')} +${description}`));
		}
	}

	await screen.leave();
});

test('the footer shows the hints of the table, at least two where there is little room', async () => {
	const footer = async (columns: number, rows: number, ...pressed: readonly string[]) => {
		const screen = await mount({columns, rows});
		await screen.press(...pressed);
		const row = screen.rows().at(-1) ?? '';
		await screen.leave();
		return row;
	};

	for (const [pane, pressed] of [
		['menu', []],
		['page', [keys.right]],
		['help', ['?']],
	] as const) {
		const hints = keymap.flatMap(({hints}) => (hints?.[pane] ? [hints[pane].join(' ')] : []));
		const wide = await footer(80, 24, ...pressed);
		const narrow = await footer(40, 12, ...pressed);
		expect(hints.filter(hint => wide.includes(hint))).toEqual(hints);
		expect(hints.filter(hint => narrow.includes(hint))).toEqual(hints.slice(0, 2));
	}
});

test('the README’s tables are those of the program: if not, run "npm run readme"', async () => {
	const readme = await readFile(readmeFile, 'utf8');
	expect(readme).toContain('<!-- keys -->');
	expect(withTables(readme)).toBe(readme);
});
