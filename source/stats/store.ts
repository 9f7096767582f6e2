import type {Cache, CachedRepository, CacheEntry, Limits} from './cache.ts';
import {
	isKnown,
	type Metric,
	type Metrics,
	metricNames,
	type PartialMetrics,
	type Reason,
	SourceError,
} from './metric.ts';
import {emptyStats, merge, type Stats} from './stats.ts';

export type FetchOptions = {
	readonly login: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly signal: AbortSignal;
	/** As known so far. */
	readonly metrics: Metrics;
	readonly limits: Limits;
	/** By repository name; read and added to. */
	readonly languages: Map<string, CachedRepository>;
	readonly onChange: (change: Pick<Stats, 'metrics' | 'progress'>) => void;
};

export type FetchResult = {
	readonly limits: Limits;
	/** Why something could not be fetched; `undefined` if everything was. */
	readonly lastError: Reason | undefined;
	/** Whether any metric was fetched. */
	readonly anySucceeded: boolean;
};

/** Fetches the metrics and reports each as it arrives. Settles soon after the signal aborts; never rejects. */
export type FetchStats = (options: FetchOptions) => Promise<FetchResult>;

export type StatsOptions = {
	readonly login: string;
	/** Without it, nothing is requested. */
	readonly fetch?: FetchStats | undefined;
	readonly cache?: Cache | undefined;
	/** What is bundled. */
	readonly snapshot?: PartialMetrics | undefined;
	/** Milliseconds since the epoch. @default Date.now */
	readonly now?: () => number;
};

/**
The statistics and their changes: as React's `useSyncExternalStore` takes them, and for output formats
and the server's primary process as well.
*/
export type StatsStore = {
	readonly getSnapshot: () => Stats;
	/** @returns what ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	/**
	Reads the cache, and fetches if that is old. Settles when nothing more will arrive; never rejects.
	Joins a fetch that is in progress.
	*/
	readonly load: () => Promise<void>;
	/** Fetches now, however recent the numbers are. */
	readonly refresh: () => Promise<void>;
	/** Cancels for good what is in progress. Settles when what arrived is cached. */
	readonly stop: () => Promise<void>;
};

/** Statistics to follow. Whoever created the store stops it. */
export type StatsFeed = Pick<StatsStore, 'getSnapshot' | 'subscribe' | 'load'> &
	/** Absent if a visitor may not cause requests. */
	Partial<Pick<StatsStore, 'refresh'>>;

/** How long cached metrics are used without a request, in milliseconds: the card's cache_seconds. */
const ttl = 1800 * 1000;

/** The same if something had failed. */
const failureTtl = 600 * 1000;

const isFresh = (entry: CacheEntry | undefined, now: number): boolean => {
	if (entry === undefined) {
		return false;
	}

	const age = now - Date.parse(entry.askedAt);
	return age >= 0 && age < (entry.lastError === undefined ? ttl : failureTtl);
};

const mapMetrics = (metrics: Metrics, map: (metric: Metric<unknown>) => unknown): Metrics =>
	Object.fromEntries(metricNames.map(name => [name, map(metrics[name])])) as Metrics;

const withReason = (metrics: Metrics, reason: Reason): Metrics =>
	mapMetrics(metrics, metric => (isKnown(metric) ? metric : reason));

/*
If a fetch ends early, what it did not get to is unknown for the same reason; and so is everything
about a user who does not exist.
*/
const withReasons = (metrics: Metrics, lastError: Reason | undefined): Metrics => {
	const isUnknownUser = lastError?.code === 'user-not-found';
	return mapMetrics(metrics, metric =>
		!isKnown(metric) && (isUnknownUser || metric.code === 'asking')
			? (lastError ?? {code: 'waiting'})
			: metric,
	);
};

/* What was live in the last fetch no longer is in the next. */
const markCached = (metrics: Metrics): Metrics =>
	mapMetrics(metrics, metric =>
		isKnown(metric) && metric.freshness === 'live' ? {...metric, freshness: 'cached'} : metric,
	);

const knownOnly = (metrics: Metrics): PartialMetrics =>
	Object.fromEntries(
		Object.entries(metrics).filter(([, metric]) => isKnown(metric)),
	) as PartialMetrics;

export const createStatsStore = (options: StatsOptions): StatsStore => {
	const {login, fetch, cache, snapshot = {}, now = Date.now} = options;
	const listeners = new Set<() => void>();
	const controller = new AbortController();
	const {signal} = controller;
	let stats = emptyStats(login);
	let entry: CacheEntry | undefined;
	let hasRead = false;
	let running: Promise<void> | undefined;

	const publish = (change: Partial<Stats>) => {
		stats = {...stats, ...change};
		for (const listener of listeners) {
			listener();
		}
	};

	const read = async () => {
		hasRead = true;
		publish({metrics: merge(stats.metrics, snapshot)});
		entry = await cache?.read(login);
		if (entry !== undefined) {
			publish({metrics: merge(stats.metrics, entry.metrics)});
		}
	};

	const fetchAll = async (fetch: FetchStats) => {
		const languages = new Map(entry?.languages);
		const metrics = withReason(markCached(stats.metrics), {code: 'asking'});
		publish({metrics, state: 'asking', progress: {asked: 0, answered: 0}, lastError: undefined});
		const {limits, lastError, anySucceeded} = await fetch({
			login,
			now,
			signal,
			metrics,
			limits: entry?.limits ?? {},
			languages,
			onChange: publish,
		});
		/* What an aborted fetch provided is cached, but fetched again. */
		entry = {
			askedAt: new Date(signal.aborted ? 0 : now()).toISOString(),
			metrics: knownOnly(stats.metrics),
			languages: [...languages],
			limits,
			lastError: signal.aborted ? undefined : lastError,
		};
		if (!signal.aborted) {
			publish({metrics: withReasons(stats.metrics, lastError), state: 'settled', lastError});
		}

		if (anySucceeded || lastError?.code === 'rate-limited') {
			await cache?.write(login, entry);
		}
	};

	const run = async (forced: boolean) => {
		if (!hasRead) {
			await read();
		}

		if (signal.aborted) {
			return;
		}

		if (fetch === undefined) {
			const lastError = {code: 'turned-off'} as const;
			publish({metrics: withReason(stats.metrics, lastError), state: 'settled', lastError});
		} else if (forced || !isFresh(entry, now())) {
			await fetchAll(fetch);
		} else {
			publish({state: 'settled', lastError: entry?.lastError});
		}
	};

	const start = (forced: boolean): Promise<void> => {
		running ??= run(forced).finally(() => {
			running = undefined;
		});
		return running;
	};

	return {
		getSnapshot: () => stats,
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		load: () => start(false),
		refresh: () => start(true),
		stop: async () => {
			controller.abort(new SourceError({code: 'waiting'}));
			await running;
		},
	};
};
