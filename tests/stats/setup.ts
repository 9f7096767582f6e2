import {createFetchStats, type FetchSettings} from '../../source/github/fetch-stats.ts';
import {createNodeTransport} from '../../source/github/node-transport.ts';
import {isKnown, type Metric} from '../../source/stats/metric.ts';
import type {Stats} from '../../source/stats/stats.ts';
import {createStatsStore, type StatsOptions} from '../../source/stats/store.ts';
import type {Github} from './github/server.ts';

/** All of it, since a store's parts are put together here. */
export type StoreOptions = Partial<StatsOptions & FetchSettings> & {readonly offline?: boolean};

/** A store on the stand-in's addresses. What is to fail by its timeout is given a short one. */
export const storeFor = (github: Github, options: StoreOptions = {}) => {
	const {offline = false, token, timeouts, ...rest} = options;
	const {baseUrls = github.baseUrls, transport = createNodeTransport(), ...store} = rest;
	return createStatsStore({
		login: 'sample-user',
		fetch: offline ? undefined : createFetchStats({token, baseUrls, transport, timeouts}),
		...store,
	});
};

export const loaded = async (github: Github, options: StoreOptions = {}): Promise<Stats> => {
	const store = storeFor(github, options);
	await store.load();
	return store.getSnapshot();
};

/** For what is to end, but not by its timeout. */
export const endless = {request: 3_600_000, total: 3_600_000} as const;

/** For what never answers: it fails by its timeout, however slow the machine is. */
export const short = {request: 300, total: 1000} as const;

/** The value, or why there is none. */
export const said = <T>(metric: Metric<T>): T | string =>
	isKnown(metric) ? metric.value : metric.code;

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
