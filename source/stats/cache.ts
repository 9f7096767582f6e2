import type {PartialMetrics, Reason} from './metric.ts';

/** GitHub counts requests in buckets of their own; the calendar page and the cards are in none. */
export type Bucket = 'core' | 'search' | 'graphql';

export type Limit = {
	readonly remaining: number;
	/** When the count starts anew: ISO 8601, UTC. */
	readonly reset: string;
};

export type Limits = {readonly [Name in Bucket]?: Limit};

/** Languages of one repository, good until it is pushed to again. */
export type CachedRepository = {
	/** ISO 8601, UTC. */
	readonly pushedAt: string;
	/** Name and bytes, largest first. */
	readonly languages: readonly (readonly [name: string, bytes: number])[];
};

/** What is worth keeping from one run to the next. */
export type CacheEntry = {
	/** When it was last asked for: ISO 8601, UTC. */
	readonly askedAt: string;
	readonly metrics: PartialMetrics;
	/** By the repository's name. */
	readonly languages: readonly (readonly [name: string, repository: CachedRepository])[];
	readonly limits: Limits;
	/** Why something was left out then. */
	readonly lastError?: Reason | undefined;
};

/** Where it is kept. */
export type Cache = {
	/** `undefined` where there is none or it cannot be read or trusted. */
	readonly read: (login: string) => Promise<CacheEntry | undefined>;
	/** Does nothing where it cannot be written. */
	readonly write: (login: string, entry: CacheEntry) => Promise<void>;
};
