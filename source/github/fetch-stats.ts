import {
	type Findings,
	isKnown,
	type MetricName,
	type Metrics,
	mostTelling,
	type Reason,
	reasonOf,
} from '../stats/metric.ts';
import {merge, outlasts, type Stats} from '../stats/stats.ts';
import type {FetchOptions, FetchResult, FetchStats} from '../stats/store.ts';
import {calendar} from './calendar.ts';
import {card} from './card.ts';
import {createClient, deadline} from './client.ts';
import {graphql} from './graphql.ts';
import {rest} from './rest.ts';
import {search} from './search.ts';
import type {BaseUrls, Inquiry, Source} from './source.ts';
import type {Transport} from './transport.ts';

/** Milliseconds. */
export type Timeouts = {
	readonly request: number;
	readonly total: number;
};

export type FetchSettings = {
	/** A token that the owner or the operator gave for this; never one found on the machine. */
	readonly token?: string | undefined;
	readonly baseUrls: BaseUrls;
	readonly transport: Transport;
	/** @default 10 s for a request, 30 s for all of them */
	readonly timeouts?: Timeouts | undefined;
};

/** The page of the calendar is asked for at most once an hour. */
const calendarLasts = 60 * 60 * 1000;

/**
Asks the sources in their order: with a token, GraphQL for everything; then, for what is still
wanted, REST, search and the calendar page side by side; then the card for what nobody has told.
Each number is reported as it lands.
*/
const fetchStats = async (settings: FetchSettings, options: FetchOptions): Promise<FetchResult> => {
	const {baseUrls, transport, timeouts = {request: 10_000, total: 30_000}} = settings;
	const {login, now, languages, onChange} = options;
	const {signal, clear} = deadline(options.signal, timeouts.total);
	const told = new Set<MetricName>();
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

	const take = (findings: Findings) => {
		for (const [name, metric] of Object.entries(findings) as [MetricName, Metrics[MetricName]][]) {
			if (isKnown(metric)) {
				told.add(name);
				failures.delete(name);
			} else if (!told.has(name)) {
				const known = failures.get(name);
				failures.set(name, mostTelling([...(known ? [known] : []), metric]) ?? metric);
			}
		}

		metrics = merge(metrics, findings);
		publish();
	};

	const ask = async (source: Source, isWanted: (name: MetricName) => boolean) => {
		const wanted = new Set(source.tells.filter(isWanted));
		if (wanted.size === 0) {
			return;
		}

		const open = new Set(wanted);
		const inquiry: Inquiry = {login, wanted, client, baseUrls, token, now, languages};
		let reason: Reason = {missing: 'malformed'};
		try {
			await source.ask(inquiry, findings => {
				for (const name of Object.keys(findings)) {
					open.delete(name as MetricName);
				}

				take(findings);
			});
		} catch (error) {
			reason = reasonOf(error);
		}

		take(Object.fromEntries([...open].map(name => [name, reason])));
	};

	const isOpen = (name: MetricName) => !told.has(name);
	const isWorthNearness = (name: MetricName) =>
		isOpen(name) && !outlasts(metrics[name], name, now());
	const isWorthPage = (name: MetricName) => {
		const metric = metrics[name];
		const age = isKnown(metric) ? now() - Date.parse(metric.fetchedAt) : calendarLasts;
		return isOpen(name) && age >= calendarLasts;
	};
	const isMissing = (name: MetricName) => !isKnown(metrics[name]);
	const isNobody = () => mostTelling([...failures.values()])?.missing === 'user-not-found';
	try {
		if (token) {
			await ask(graphql, () => true);
			isTokenRefused = failures.get('stars')?.missing === 'refused';
			if (isTokenRefused) {
				token = undefined;
			}
		}

		if (!isNobody()) {
			await Promise.all([
				ask(rest, isOpen),
				ask(search, isWorthNearness),
				ask(calendar, isWorthPage),
			]);
		}

		if (!isNobody() && baseUrls.cards.length > 0) {
			await ask(card, isMissing);
		}
	} finally {
		clear();
	}

	/* Told even when the others had all numbers: whoever gave the token wants to know. */
	const ofToken: readonly Reason[] = isTokenRefused ? [{missing: 'token-refused'}] : [];
	return {
		limits: client.limits(),
		setback: mostTelling([...ofToken, ...failures.values()]),
		fruitful: told.size > 0,
	};
};

/** Lets a store ask GitHub. */
export const createFetchStats =
	(settings: FetchSettings): FetchStats =>
	options =>
		fetchStats(settings, options);
