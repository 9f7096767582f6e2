import {createNodeTransport} from '../../source/github/node-transport.ts';
import {isKnown, type Metric} from '../../source/stats/metric.ts';
import type {Stats} from '../../source/stats/stats.ts';
import {createStatsStore, type StatsOptions} from '../../source/stats/store.ts';
import type {Github} from './github/server.ts';

/** A store on the stand-in's addresses; short of patience, so that failures come soon. */
export const storeFor = (github: Github, options: Partial<StatsOptions> = {}) =>
	createStatsStore({
		login: 'sample-user',
		baseUrls: github.baseUrls,
		transport: createNodeTransport(),
		patience: {request: 400, round: 1500},
		...options,
	});

export const loaded = async (
	github: Github,
	options: Partial<StatsOptions> = {},
): Promise<Stats> => {
	const store = storeFor(github, options);
	await store.load();
	return store.getSnapshot();
};

/** The value, or why there is none. */
export const said = <T>(metric: Metric<T>): T | string =>
	isKnown(metric) ? metric.value : metric.missing;

/** The plain numbers, or why there is none. */
export const numbersIn = ({metrics}: Stats) => ({
	stars: said(metrics.stars),
	commits: said(metrics.commits),
	pullRequests: said(metrics.pullRequests),
	issues: said(metrics.issues),
	contributedTo: said(metrics.contributedTo),
	followers: said(metrics.followers),
	reviews: said(metrics.reviews),
});
