import type * as v from 'valibot';
import type * as schema from './schema.ts';

/*
A metric is never a bare number: it carries where it was counted, when, how fresh and how exact it
is, or why it is not known. All of it is plain data that can be serialized as JSON.
*/

/** Where a value was counted. */
export type SourceId = v.InferOutput<typeof schema.source>;

/** Whether the source counts what the metric means, or something close to it. */
export type Exactness = v.InferOutput<typeof schema.exactness>;

/** Fetched in this run, read from the cache on disk, or bundled with the program. */
export type Freshness = 'live' | 'cached' | 'snapshot';

export type Known<T> = {
	readonly value: T;
	readonly source: SourceId;
	/** When the source answered: ISO 8601, UTC. */
	readonly fetchedAt: string;
	readonly freshness: Freshness;
	readonly exactness: Exactness;
};

/** Why something is not known: the most specific reason first. */
export const reasonCodes = [
	'user-not-found',
	/* The visitor asked for no requests. */
	'turned-off',
	'offline',
	/* The connection's certificate is not trusted, such as that of a proxy that decrypts. */
	'untrusted',
	/* The service refuses the request, such as one from a blocked address. */
	'refused',
	/* GitHub rejected the configured token; the rest was requested without it. */
	'token-refused',
	'rate-limited',
	'timed-out',
	'service-down',
	/* The response is not what the source documents, or too large. */
	'malformed',
	/* Requested, no response yet. */
	'asking',
	/* Not requested yet. */
	'waiting',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** Why something is not known. */
export type Reason = {
	readonly code: ReasonCode;
	/** For a rate limit: when to retry. ISO 8601, UTC. */
	readonly until?: string;
};

export type Metric<T> = Known<T> | Reason;

/** What can be known of a user. */
export type Values = {
	readonly [Name in keyof typeof schema.values]: v.InferOutput<(typeof schema.values)[Name]>;
};

export type MetricName = keyof Values;

export type Metrics = {readonly [Name in MetricName]: Metric<Values[Name]>};

/** Some of the metrics, such as those that one source provides. */
export type PartialMetrics = {readonly [Name in MetricName]?: Metric<Values[Name]>};

export const metricNames: readonly MetricName[] = [
	'stars',
	'commits',
	'pullRequests',
	'issues',
	'contributedTo',
	'followers',
	'reviews',
	'rank',
	'languages',
	'calendar',
	'repositories',
];

export const isKnown = <M extends Metric<unknown> | undefined>(
	metric: M,
): metric is Extract<M, {readonly value: unknown}> => metric !== undefined && 'value' in metric;

/** Every metric unknown for one reason. */
export const allMissing = (reason: Reason): Metrics =>
	Object.fromEntries(metricNames.map(name => [name, reason])) as Metrics;

/** The most specific of several reasons; of two with the same code the first. */
export const mostSpecific = (reasons: readonly Reason[]): Reason | undefined =>
	reasons.toSorted((a, b) => reasonCodes.indexOf(a.code) - reasonCodes.indexOf(b.code))[0];

/** Why a source could not provide something, as a reason to show. */
export class SourceError extends Error {
	override name = 'SourceError';
	readonly reason: Reason;

	constructor(reason: Reason, options?: ErrorOptions) {
		super(reason.code, options);
		this.reason = reason;
	}
}

/** The reason in an error; anything unforeseen counts as a malformed answer. */
export const reasonOf = (error: unknown): Reason =>
	error instanceof SourceError ? error.reason : {code: 'malformed'};
