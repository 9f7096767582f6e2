import type {RememberedRepository} from '../stats/cache.ts';
import {
	type Findings,
	isKnown,
	type MetricName,
	type Metrics,
	mostTelling,
	type Reason,
} from '../stats/metric.ts';
import {reasonOf} from '../stats/source-error.ts';
import {merge, outlasts, type Stats} from '../stats/stats.ts';
import {calendar} from './calendar.ts';
import {card} from './card.ts';
import {createClient} from './client.ts';
import {deadline} from './deadline.ts';
import {graphql} from './graphql.ts';
import type {Limits} from './rate-limits.ts';
import {rest} from './rest.ts';
import {search} from './search.ts';
import type {BaseUrls, Inquiry, Source} from './source.ts';
import type {Transport} from './transport.ts';

/** Milliseconds. */
export type Patience = {
	readonly request: number;
	readonly round: number;
};

export type RoundOptions = {
	readonly login: string;
	readonly token?: string | undefined;
	readonly baseUrls: BaseUrls;
	readonly transport: Transport;
	readonly now: () => number;
	readonly signal: AbortSignal;
	readonly patience: Patience;
	/** What is known before. */
	readonly metrics: Metrics;
	readonly limits: Limits;
	/** Read and added to. */
	readonly languages: Map<string, RememberedRepository>;
	readonly onChange: (change: Pick<Stats, 'metrics' | 'progress'>) => void;
};

export type RoundResult = {
	readonly limits: Limits;
	/** Why something could not be had; `undefined` if all of it could. */
	readonly setback: Reason | undefined;
	/** Whether anything was answered at all. */
	readonly fruitful: boolean;
};

/** The page of the calendar is asked for at most once an hour. */
const calendarLasts = 60 * 60 * 1000;

/**
Asks the sources in their order: with a token, GraphQL for everything; then, for what is still
wanted, REST, search and the calendar page side by side; then the card for what nobody has told.
Each number is reported as it lands.
*/
export const askSources = async (options: RoundOptions): Promise<RoundResult> => {
	const {login, baseUrls, transport, now, patience, languages, onChange} = options;
	const {signal, clear} = deadline(options.signal, patience.round);
	const told = new Set<MetricName>();
	const failures = new Map<MetricName, Reason>();
	let {token, metrics} = options;
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
		timeout: patience.request,
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
