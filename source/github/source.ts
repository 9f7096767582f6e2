import type {GenericSchema, InferOutput} from 'valibot';
import {safeParse} from 'valibot';
import type {CachedRepository} from '../stats/cache.ts';
import {
	type Exactness,
	type Known,
	type MetricName,
	type PartialMetrics,
	SourceError,
	type SourceId,
} from '../stats/metric.ts';
import {count, type Repository} from '../stats/schema.ts';
import type {Client} from './client.ts';

/** Where the services are, without a slash at the end. */
export type BaseUrls = {
	/** GitHub's REST and GraphQL. */
	readonly api: string;
	/** GitHub's pages. */
	readonly web: string;
	/** Hosts of the statistics card, tried in order. */
	readonly cards: readonly string[];
};

/** What a source needs to fetch metrics. */
export type SourceContext = {
	readonly login: string;
	/** Requests are sent only for these. */
	readonly wanted: ReadonlySet<MetricName>;
	readonly client: Client;
	readonly baseUrls: BaseUrls;
	/** Configured for this program, never found on a visitor's machine. */
	readonly token: string | undefined;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Languages by repository name: cached ones, to which the source adds what it fetches. */
	readonly languages: Map<string, CachedRepository>;
};

export type Report = (metrics: PartialMetrics) => void;

/**
A source of metrics, which it reports as responses arrive. Those in `provides` that it has not reported
when it settles are unknown, for the reason that it throws.
*/
export type Source = {
	readonly provides: readonly MetricName[];
	/** @throws {SourceError} */
	readonly fetch: (context: SourceContext, report: Report) => Promise<void>;
};

/** A value as it was just fetched. */
export const liveMetric = <T>(
	value: T,
	source: SourceId,
	exactness: Exactness,
	now: () => number,
): Known<T> => ({
	value,
	source,
	fetchedAt: new Date(now()).toISOString(),
	freshness: 'live',
	exactness,
});

/**
Parses JSON and validates it.

@throws {SourceError} if it is malformed.
*/
export const parseJson = <Schema extends GenericSchema>(
	schema: Schema,
	json: string,
): InferOutput<Schema> => {
	let data: unknown;
	try {
		data = JSON.parse(json);
	} catch (error) {
		throw new SourceError({code: 'malformed'}, {cause: error});
	}

	const result = safeParse(schema, data, {abortEarly: true});
	if (!result.success) {
		throw new SourceError({code: 'malformed'});
	}

	return result.output;
};

/**
The stars of all repositories.

@throws {SourceError} for an impossible sum.
*/
export const totalStars = (repositories: readonly Repository[]): number => {
	const result = safeParse(
		count,
		repositories.reduce((sum, {stars}) => sum + stars, 0),
	);
	if (!result.success) {
		throw new SourceError({code: 'malformed'});
	}

	return result.output;
};
