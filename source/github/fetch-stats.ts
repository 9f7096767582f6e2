import {
	isKnown,
	type MetricName,
	type Metrics,
	mostSpecific,
	type PartialMetrics,
	type Reason,
	reasonOf,
} from '../stats/metric.ts';
import {isPreferred, merge, type Stats} from '../stats/stats.ts';
import type {FetchOptions, FetchResult, FetchStats} from '../stats/store.ts';
import {calendar} from './calendar.ts';
import {card} from './card.ts';
import {createClient, deadline} from './client.ts';
import {graphql} from './graphql.ts';
import {rest} from './rest.ts';
import {search} from './search.ts';
import type {BaseUrls, Source, SourceContext} from './source.ts';
import type {Transport} from './transport.ts';

/** Milliseconds. */
export type Timeouts = {
	readonly request: number;
	readonly total: number;
};

export type FetchSettings = {
	/** Configured for this program, never one found on the machine. */
	readonly token?: string | undefined;
	readonly baseUrls: BaseUrls;
	readonly transport: Transport;
	/** @default 10 s for a request, 30 s for all of them */
	readonly timeouts?: Timeouts | undefined;
};

/** The calendar's page is requested at most once an hour. */
const calendarTtl = 60 * 60 * 1000;

/**
Queries the sources in order: with a token, GraphQL for everything; then, for what is unresolved,
REST, search and the calendar page in parallel; then the card for what is still unknown. Numbers are
reported as they arrive.
*/
const fetchStats = async (settings: FetchSettings, options: FetchOptions): Promise<FetchResult> => {
	const {baseUrls, transport, timeouts = {request: 10_000, total: 30_000}} = settings;
	const {login, now, languages, onChange} = options;
	const {signal, clear} = deadline(options.signal, timeouts.total);
	const resolved = new Set<MetricName>();
	const failures = new Map<MetricName, Reason>();
	let {token} = settings;
	let {metrics} = options;
	let isTokenRefused = false;
	let progress: Stats['progress'] = {asked: 0, answered: 0};
	const publish = () => {
		if (!options.signal.aborted) {
			onChange({metrics, progress});
		}
	};

	const client = createClient({
		transport,
		signal,
		now,
		timeout: timeouts.request,
		limits: options.limits,
		onProgress: change => {
			progress = change;
			publish();
		},
	});

	const receive = (reported: PartialMetrics) => {
		for (const [name, metric] of Object.entries(reported) as [MetricName, Metrics[MetricName]][]) {
			if (isKnown(metric)) {
				resolved.add(name);
				failures.delete(name);
			} else if (!resolved.has(name)) {
				const known = failures.get(name);
				failures.set(name, mostSpecific([...(known ? [known] : []), metric]) ?? metric);
			}
		}

		metrics = merge(metrics, reported);
		publish();
	};

	const query = async (source: Source, isWanted: (name: MetricName) => boolean) => {
		const wanted = new Set(source.provides.filter(isWanted));
		if (wanted.size === 0) {
			return;
		}

		const pending = new Set(wanted);
		const context: SourceContext = {login, wanted, client, baseUrls, token, now, languages};
		let reason: Reason = {code: 'malformed'};
		try {
			await source.fetch(context, reported => {
				for (const name of Object.keys(reported)) {
					pending.delete(name as MetricName);
				}

				receive(reported);
			});
		} catch (error) {
			reason = reasonOf(error);
		}

		receive(Object.fromEntries([...pending].map(name => [name, reason])));
	};

	const isUnresolved = (name: MetricName) => !resolved.has(name);
	const wantsApproximate = (name: MetricName) =>
		isUnresolved(name) && !isPreferred(metrics[name], name, now());
	const wantsCalendarPage = (name: MetricName) => {
		const metric = metrics[name];
		const age = isKnown(metric) ? now() - Date.parse(metric.fetchedAt) : calendarTtl;
		return isUnresolved(name) && age >= calendarTtl;
	};
	const isUnknown = (name: MetricName) => !isKnown(metrics[name]);
	const isUnknownUser = () => mostSpecific([...failures.values()])?.code === 'user-not-found';
	try {
		if (token) {
			await query(graphql, () => true);
			isTokenRefused = failures.get('stars')?.code === 'refused';
			if (isTokenRefused) {
				token = undefined;
			}
		}

		if (!isUnknownUser()) {
			await Promise.all([
				query(rest, isUnresolved),
				query(search, wantsApproximate),
				query(calendar, wantsCalendarPage),
			]);
		}

		if (!isUnknownUser() && baseUrls.cards.length > 0) {
			await query(card, isUnknown);
		}
	} finally {
		clear();
	}

	/* Reported even if the other sources provided everything: the token should be fixed. */
	const tokenReasons: readonly Reason[] = isTokenRefused ? [{code: 'token-refused'}] : [];
	return {
		limits: client.limits(),
		lastError: mostSpecific([...tokenReasons, ...failures.values()]),
		anySucceeded: resolved.size > 0,
	};
};

/** Creates the function with which a store fetches from GitHub. */
export const createFetchStats =
	(settings: FetchSettings): FetchStats =>
	options =>
		fetchStats(settings, options);
