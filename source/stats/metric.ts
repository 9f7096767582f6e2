/*
A metric is never a bare number: it carries where it was counted, when, how it came here and how
exact it is, or why it is not known. All of it is plain data, fit for JSON.
*/

/** Where a value was counted. */
export type SourceId = 'graphql' | 'rest' | 'search' | 'calendar' | 'card' | 'formula';

/** How a value came here: asked for in this run, kept on disk, or shipped with the program. */
export type Freshness = 'live' | 'cached' | 'snapshot';

/** Whether the source counts what the metric means, or something near it. */
export type Exactness = 'exact' | 'approximate';

export type Known<T> = {
	readonly value: T;
	readonly source: SourceId;
	/** When the source answered: ISO 8601, UTC. */
	readonly fetchedAt: string;
	readonly freshness: Freshness;
	readonly exactness: Exactness;
};

export type ReasonCode =
	/** Nobody has asked yet. */
	| 'waiting'
	/** Asked, no answer yet. */
	| 'asking'
	/** The visitor asked for no requests. */
	| 'turned-off'
	| 'offline'
	| 'rate-limited'
	| 'user-not-found'
	/** The service refuses the question, as from a blocked address. */
	| 'refused'
	/** GitHub rejected the token of the owner or operator; the rest was asked without it. */
	| 'token-refused'
	| 'service-down'
	| 'timed-out'
	/** The connection's certificate is not trusted, as behind a proxy that opens it. */
	| 'untrusted'
	/** The answer is not what the source promises, or larger than it may be. */
	| 'malformed';

/* What explains most stands first. */
const tellingOrder: readonly ReasonCode[] = [
	'user-not-found',
	'turned-off',
	'offline',
	'untrusted',
	'refused',
	'token-refused',
	'rate-limited',
	'timed-out',
	'service-down',
	'malformed',
	'asking',
	'waiting',
];

/** Why something is not known. */
export type Reason = {
	readonly missing: ReasonCode;
	/** For a rate limit: when asking makes sense again. ISO 8601, UTC. */
	readonly until?: string;
};

export type Metric<T> = Known<T> | Reason;

export type Rank = {
	readonly level: string;
	/** 0 to 100; lower is better. */
	readonly percentile: number;
};

export type LanguageShare = {
	readonly name: string;
	/** `#rrggbb` */
	readonly color: string;
	/** `null` where only the percentage is known. */
	readonly bytes: number | null;
	/** Of the languages shown, so that they add up to 100. */
	readonly percent: number;
};

export type Languages = {
	readonly shares: readonly LanguageShare[];
	/** From how many of the repositories that have code; absent where that is not known. */
	readonly coverage?: {readonly counted: number; readonly of: number};
};

export type Day = {
	/** `YYYY-MM-DD` */
	readonly date: string;
	/** `null` where only the level is known. */
	readonly count: number | null;
	/** 0 (none) to 4, as GitHub shades the day. */
	readonly level: number;
};

export type Calendar = {
	readonly total: number;
	/** In order of date. */
	readonly days: readonly Day[];
};

export type Repository = {
	readonly name: string;
	readonly url: string;
	readonly stars: number;
	readonly fork: boolean;
	readonly language: string | null;
	/** ISO 8601, UTC. */
	readonly pushedAt: string | null;
};

/** What can be known of a user. Commits, reviews and contributed-to are of the last year. */
export type Values = {
	readonly stars: number;
	readonly commits: number;
	readonly pullRequests: number;
	readonly issues: number;
	readonly contributedTo: number;
	readonly followers: number;
	readonly reviews: number;
	readonly rank: Rank;
	readonly languages: Languages;
	readonly calendar: Calendar;
	readonly repositories: readonly Repository[];
};

export type MetricName = keyof Values;

export type Metrics = {readonly [Name in MetricName]: Metric<Values[Name]>};

/** What a source has to say: some of the metrics. */
export type Findings = {readonly [Name in MetricName]?: Metric<Values[Name]>};

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

/** Every metric missing for one reason. */
export const allMissing = (reason: Reason): Metrics =>
	Object.fromEntries(metricNames.map(name => [name, reason])) as Metrics;

/** The reason that explains most; of two alike the first. */
export const mostTelling = (reasons: readonly Reason[]): Reason | undefined =>
	tellingOrder
		.map(code => reasons.find(({missing}) => missing === code))
		.find(reason => reason !== undefined);

/** Why a source could not answer, as something a visitor can be told. */
export class SourceError extends Error {
	override name = 'SourceError';
	readonly reason: Reason;

	constructor(reason: Reason, options?: ErrorOptions) {
		super(reason.missing, options);
		this.reason = reason;
	}
}

/** The reason in an error; anything unforeseen counts as a malformed answer. */
export const reasonOf = (error: unknown): Reason =>
	error instanceof SourceError ? error.reason : {missing: 'malformed'};
