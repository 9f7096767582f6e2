import {setImmediate} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import {sectionList} from '../../source/resume/sections.ts';
import {emptyStats, type Stats} from '../../source/stats/stats.ts';
import type {StatsFeed} from '../../source/stats/store.ts';
import type {Capabilities} from '../../source/terminal/capabilities.ts';
import {differences} from '../support/cells.ts';
import {keys, mount} from '../support/mount.ts';
import {createRandom} from '../support/random.ts';

/*
The same walk gives the same screens from Ink and from ansi/: 10,000 keys, chunks, pastes, sizes,
notices and statistics, with both profiles, at every color depth, and in ASCII.
*/

const seed = 20_261_124;
const eventsEach = 1000;
const checkEvery = 100;

const long = 'w'.repeat(300);
const words = `${long} 日本語のとても長いテキスト 👩‍💻👍🏽🇩🇪 e\u0301 שלום ${long}`;
const wide: Profile = {
	...bundledProfile,
	name: words,
	greeting: {text: words},
	headline: {parts: [words, '日本語', words]},
	introduction: [words, [words, {strong: words}, {code: words}]],
	stack: {title: words, groups: [{title: words, rows: [[words, '👍🏽', words]]}]},
	badges: {title: words, items: [{label: '日本', message: '👩‍💻', color: '#123456'}]},
	work: {title: '日本語', items: [{name: words, description: words, url: `https://e.com/${long}`}]},
	links: {title: words, items: [{label: '日本語', url: `https://example.com/${long}`}]},
};

const depths = ['truecolor', 'ansi256', 'ansi16', 'none'] as const;

const walks: readonly (readonly [string, Profile, Capabilities])[] = [
	...depths.flatMap(colorDepth =>
		(
			[
				['the profile', bundledProfile],
				['wide characters', wide],
			] as const
		).map(
			([name, profile]) =>
				[
					`${name}, ${colorDepth}`,
					profile,
					{colorDepth, hyperlinks: colorDepth !== 'ansi16', unicode: true},
				] as const,
		),
	),
	['ASCII', bundledProfile, {colorDepth: 'ansi16', hyperlinks: false, unicode: false}],
	['wide ASCII', wide, {colorDepth: 'ansi256', hyperlinks: true, unicode: false}],
];

const pressed = [
	...[keys.up, keys.down, keys.down, keys.left, keys.right, keys.enter, keys.tab, keys.shiftTab],
	...[keys.pageUp, keys.pageDown, keys.home, keys.end, ' ', 'j', 'k', 'g', 'G', '?', 'x', 'é'],
	...sectionList.map((_section, index) => String(index + 1)),
	...['\u001B[<0;3;8M', `${keys.down}${keys.enter}`],
	...[`${keys.down}${keys.down}${keys.right}G`, 'kkk', '\u001B[200~q\rj\u001B[201~', 'r', '5G'],
];

const sizes = [
	...[[80, 24] as const, [40, 12] as const, [120, 40] as const, [60, 16] as const],
	...[[59, 15] as const, [20, 6] as const, [19, 5] as const, [200, 60] as const],
	...[[33, 50] as const, [100, 30] as const, [70, 18] as const, [300, 100] as const],
];

const notices = [
	undefined,
	['Still there? Press a key within 30 s to stay.', 'Press a key (30 s)', 'Press a key'],
	['The server restarts in 30 seconds; come back in a moment.'],
];

/* Statistics that a test changes. */
const createFeed = (): StatsFeed & {readonly publish: (stats: Stats) => void} => {
	let current = emptyStats('someone');
	const listeners = new Set<() => void>();
	return {
		getSnapshot: () => current,
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		load: async () => {},
		publish: stats => {
			current = stats;
			for (const listener of listeners) {
				listener();
			}
		},
	};
};

const statsOf = (stars: number): Stats => {
	const empty = emptyStats('someone');
	const known = {
		value: stars,
		source: 'rest',
		fetchedAt: '2026-11-24T12:00:00.000Z',
		freshness: 'live',
		exactness: stars % 2 === 0 ? 'exact' : 'approximate',
	} as const;
	return {...empty, metrics: {...empty.metrics, stars: known, followers: known}};
};

const now = Date.parse('2026-11-24T12:05:00Z');

describe.each(walks)('%s', (_name, profile, capabilities) => {
	test(`${eventsEach} events`, {timeout: 240_000}, async () => {
		const next = createRandom(seed);
		const feed = createFeed();
		const options = {
			profile,
			capabilities,
			openStats: async () => feed,
			clock: () => now,
			/* Whoever draws without Ink leaves it to the next one. */
			unavailable: ['suspend', 'refresh'] as const,
		};
		const ink = await mount({...options, renderer: 'ink'});
		const ansi = await mount({...options, renderer: 'ansi'});
		for (let event = 1; event <= eventsEach; event++) {
			switch (next(20)) {
				case 0:
				case 1: {
					const [columns, rows] = sizes[next(sizes.length)] ?? [80, 24];
					ink.resize(columns, rows);
					ansi.resize(columns, rows);
					break;
				}

				case 2: {
					const notice = notices[next(notices.length)];
					ink.screen.dispatch({kind: 'notice', notice});
					ansi.screen.dispatch({kind: 'notice', notice});
					break;
				}

				case 3:
					feed.publish(statsOf(next(10_000)));
					break;
				default: {
					const chunk = pressed[next(pressed.length)] ?? '';
					ink.send(chunk);
					ansi.send(chunk);
				}
			}

			/* Ink is given one key a turn: none may wait when the next event comes. */
			for (let turn = 0; turn < 8; turn++) {
				await setImmediate();
			}

			if (event % checkEvery === 0) {
				await Promise.all([ink.settle(), ansi.settle()]);
				const where = `seed ${seed}, event ${event}`;
				expect(differences(ansi.terminal, ink.terminal).slice(0, 5), where).toEqual([]);
				const fresh = await ansi.drawnAfresh();
				expect(differences(ansi.terminal, fresh).slice(0, 5), where).toEqual([]);
			}
		}

		await Promise.all([ink.leave(), ansi.leave()]);
	});
});
