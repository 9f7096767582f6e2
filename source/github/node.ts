import envPaths from 'env-paths';
import {createDiskCache} from '../stats/disk-cache.ts';
import {bundledMetrics} from '../stats/parse-metrics.ts';
import {createStatsStore, type StatsStore} from '../stats/store.ts';
import {createFetchStats} from './fetch-stats.ts';
import {createNodeTransport} from './node-transport.ts';
import {proxyAgents} from './proxy.ts';
import {baseUrlsFrom} from './settings.ts';

export type NodeStatsOptions = {
	readonly login: string;
	/** Sends no requests; shows bundled or cached numbers only. */
	readonly offline?: boolean | undefined;
	/** Whether the user's cache directory is read and written. @default true */
	readonly cache?: boolean | undefined;
	/** Without one, less is known, and some of it approximately. */
	readonly token: string | undefined;
	/** The process's: base URLs and proxies. */
	readonly environment: NodeJS.ProcessEnv;
};

/**
A store on Node: sockets, the user's cache directory, the proxies of the environment.

@throws {UserError} for an invalid environment variable.
*/
export const createNodeStatsStore = (options: NodeStatsOptions): StatsStore => {
	const {login, offline = false, cache = true, token, environment} = options;
	const baseUrls = baseUrlsFrom(environment);
	const transport = createNodeTransport(proxyAgents(environment));
	const {cache: directory} = envPaths('techbyabrar', {suffix: ''});
	return createStatsStore({
		login,
		fetch: offline ? undefined : createFetchStats({token, baseUrls, transport}),
		cache: cache ? createDiskCache({directory, origin: baseUrls.api, now: Date.now}) : undefined,
		snapshot: bundledMetrics(login, Date.now()),
	});
};
