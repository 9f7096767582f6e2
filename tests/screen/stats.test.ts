import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {dark, pictureSize, screenGroup, svg} from '../../source/build/screen-svg.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Metrics} from '../../source/stats/metric.ts';
import {emptyStats, type Stats} from '../../source/stats/stats.ts';
import {type Github, goodToken, startGithub} from '../stats/github/server.ts';
import {loaded} from '../stats/setup.ts';
import {depths, sizes} from '../support/golden.ts';
import {keys, mount} from '../support/mount.ts';

/*
Golden screens of the statistics: all of the page exact, then its top in other states, then the
work page. Look at them when they change.
*/

const now = Date.UTC(2026, 10, 20, 14, 20);
const {login} = bundledProfile.stats;

const agedTo = (stats: Stats, minutes: number, change: object): Metrics =>
	Object.fromEntries(
		Object.entries(stats.metrics).map(([name, metric]) => [
			name,
			{...metric, fetchedAt: new Date(now - minutes * 60_000).toISOString(), ...change},
		]),
	) as Metrics;

let github: Github;
let states: Readonly<Record<string, Stats>>;
beforeAll(async () => {
	process.env.TZ = 'UTC';
	github = await startGithub(new Date(now));
	const user = github.users.get('sample-user');
	if (user === undefined) {
		throw new Error('there is no such user');
	}

	const work = [...user.repositories];
	work[3] = {...work[3], name: 'backend-api-starter'} as (typeof work)[number];
	(github.users as Map<string, unknown>).set(login.toLowerCase(), {...user, repositories: work});
	const web = 'https://github.com';
	const options = {
		login,
		now: () => now,
		baseUrls: {...github.baseUrls, cards: []},
	};
	const exact = await loaded(github, {...options, token: goodToken});
	const near = await loaded(github, options);
	const lastError = {
		code: 'rate-limited',
		until: new Date(now + 12 * 60_000).toISOString(),
	} as const;
	const publicly = (stats: Stats): Stats =>
		JSON.parse(JSON.stringify(stats).replaceAll(github.baseUrls.web, web));
	const kept = agedTo(exact, 150, {freshness: 'cached'});
	states = {
		exact: publicly(exact),
		near: publicly({
			...near,
			state: 'asking',
			progress: {asked: 12, answered: 5},
			metrics: {...near.metrics, reviews: {code: 'asking'}, followers: kept.followers},
		}),
		kept: publicly({...exact, metrics: {...kept, reviews: lastError}, lastError}),
		nothing: {
			...emptyStats(login),
			state: 'settled',
			metrics: Object.fromEntries(
				Object.keys(exact.metrics).map(name => [name, {code: 'offline'}]),
			) as Metrics,
			lastError: {code: 'offline'},
		},
		waiting: emptyStats(login),
	};
});
afterAll(() => github.close());

const feedOf = (stats: Stats, onSubscribe: () => void) => async () => ({
	getSnapshot: () => stats,
	subscribe() {
		onSubscribe();
		return () => {};
	},
	load: async () => {},
	refresh: async () => {},
});

describe.each(sizes)('$columns x $rows', ({columns, rows}) => {
	test.each(Object.entries(depths))('%s', async (name, capabilities) => {
		const pictures: string[] = [];
		let size: ReturnType<typeof pictureSize> | undefined;
		for (const [state, stats] of Object.entries(states)) {
			const shown = Promise.withResolvers<void>();
			const screen = await mount({
				columns,
				rows,
				capabilities,
				section: 'stats',
				openStats: feedOf(stats, shown.resolve),
				clock: () => now,
			});
			await shown.promise;
			await screen.settle();
			const take = () => pictures.push(screenGroup(screen.terminal, dark));
			take();
			if (state === 'exact') {
				for (let before = ''; before !== screen.text(); ) {
					before = screen.text();
					await screen.press(keys.pageDown);
					if (before !== screen.text()) {
						take();
					}
				}

				await screen.press('6');
				take();
			}

			size = pictureSize(screen.terminal);
			await screen.leave();
		}

		if (size === undefined) {
			throw new Error('nothing was drawn');
		}

		const picture = svg(pictures, size, `Statistics, ${columns} by ${rows}, ${name}`);
		await expect(picture).toMatchFileSnapshot(`golden/statistics-${columns}x${rows}-${name}.svg`);
	});
});
