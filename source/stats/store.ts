import {askSources, type Patience} from '../github/fetch-stats.ts';
import type {BaseUrls} from '../github/source.ts';
import type {Transport} from '../github/transport.ts';
import type {Cache, Memory} from './cache.ts';
import {
	type Findings,
	isKnown,
	type Metric,
	type Metrics,
	metricNames,
	type Reason,
} from './metric.ts';
import {SourceError} from './source-error.ts';
import {emptyStats, merge, type Stats} from './stats.ts';

export type StatsOptions = {
	readonly login: string;
	/** A token that the owner or the operator gave for this; never one found on the machine. */
	readonly token?: string | undefined;
	readonly baseUrls: BaseUrls;
	/** Without one, nothing is ever requested. */
	readonly transport?: Transport | undefined;
	readonly cache?: Cache | undefined;
	/** What is shipped. */
	readonly snapshot?: Findings | undefined;
	/** Milliseconds since the epoch. @default Date.now */
	readonly now?: () => number;
	/** @default 10 s for a request, 30 s for all of them */
	readonly patience?: Patience;
};

/**
The statistics as they are now and as they change: what React's `useSyncExternalStore` wants, and
what a text or a server's main process can use as well.
*/
export type StatsStore = {
	readonly getSnapshot: () => Stats;
	/** @returns what ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	/**
	Reads what is kept and asks the network if that is old. Settles when all that can be had is
	here; never rejects. Joins a round that is under way.
	*/
	readonly load: () => Promise<void>;
	/** Asks the network now, however young the numbers are. */
	readonly refresh: () => Promise<void>;
	/** Cancels what is under way, for good. Settles when what was learned is kept. */
	readonly stop: () => Promise<void>;
};

/** How long what was kept is not asked for again, in milliseconds: the card's cache_seconds. */
const lasts = 1800 * 1000;

/** The same where something had failed. */
const failureLasts = 600 * 1000;

const isFresh = (memory: Memory | undefined, now: number): boolean => {
	if (memory === undefined) {
		return false;
	}

	const age = now - Date.parse(memory.askedAt);
	return age >= 0 && age < (memory.setback === undefined ? lasts : failureLasts);
};

const mapMetrics = (metrics: Metrics, map: (metric: Metric<unknown>) => unknown): Metrics =>
	Object.fromEntries(metricNames.map(name => [name, map(metrics[name])])) as Metrics;

const withReason = (metrics: Metrics, reason: Reason): Metrics =>
	mapMetrics(metrics, metric => (isKnown(metric) ? metric : reason));

/*
Where a round ends early, what it did not get to is missing for the same reason; and of a user that
is not there, everything is.
*/
const ended = (metrics: Metrics, setback: Reason | undefined): Metrics => {
	const isNobody = setback?.missing === 'user-not-found';
	return mapMetrics(metrics, metric =>
		!isKnown(metric) && (isNobody || metric.missing === 'asking')
			? (setback ?? {missing: 'waiting'})
			: metric,
	);
};

/* What was live in the round before is not in the next. */
const aged = (metrics: Metrics): Metrics =>
	mapMetrics(metrics, metric =>
		isKnown(metric) && metric.freshness === 'live' ? {...metric, freshness: 'cached'} : metric,
	);

const knownOnly = (metrics: Metrics): Findings =>
	Object.fromEntries(Object.entries(metrics).filter(([, metric]) => isKnown(metric))) as Findings;

export const createStatsStore = (options: StatsOptions): StatsStore => {
	const {login, token, baseUrls, transport, cache, snapshot = {}} = options;
	const {now = Date.now, patience = {request: 10_000, round: 30_000}} = options;
	const listeners = new Set<() => void>();
	const controller = new AbortController();
	const {signal} = controller;
	let stats = emptyStats(login);
	let memory: Memory | undefined;
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
		memory = await cache?.read(login);
		if (memory !== undefined) {
			publish({metrics: merge(stats.metrics, memory.metrics)});
		}
	};

	const ask = async (transport: Transport) => {
		const languages = new Map(memory?.languages);
		const metrics = withReason(aged(stats.metrics), {missing: 'asking'});
		publish({metrics, state: 'asking', progress: {asked: 0, answered: 0}, setback: undefined});
		const {limits, setback, fruitful} = await askSources({
			login,
			token,
			baseUrls,
			transport,
			now,
			signal,
			patience,
			metrics,
			limits: memory?.limits ?? {},
			languages,
			onChange: publish,
		});
		/* A round that was cut short is kept for what it learned, and asked again. */
		memory = {
			askedAt: new Date(signal.aborted ? 0 : now()).toISOString(),
			metrics: knownOnly(stats.metrics),
			languages: [...languages],
			limits,
			setback: signal.aborted ? undefined : setback,
		};
		if (!signal.aborted) {
			publish({metrics: ended(stats.metrics, setback), state: 'settled', setback});
		}

		if (fruitful || setback?.missing === 'rate-limited') {
			await cache?.write(login, memory);
		}
	};

	const run = async (forced: boolean) => {
		if (!hasRead) {
			await read();
		}

		if (signal.aborted) {
			return;
		}

		if (transport === undefined) {
			const setback = {missing: 'turned-off'} as const;
			publish({metrics: withReason(stats.metrics, setback), state: 'settled', setback});
		} else if (forced || !isFresh(memory, now())) {
			await ask(transport);
		} else {
			publish({state: 'settled', setback: memory?.setback});
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
			controller.abort(new SourceError({missing: 'waiting'}));
			await running;
		},
	};
};
