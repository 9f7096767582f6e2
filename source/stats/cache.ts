import type {PartialMetrics, Reason} from './metric.ts';

/** GitHub's rate limits, each of which is counted separately; the calendar page and the cards have none. */
export type Bucket = 'core' | 'search' | 'graphql';

export type Limit = {
	readonly remaining: number;
	/** When the limit resets: ISO 8601, UTC. */
	readonly reset: string;
};

export type Limits = {readonly [Name in Bucket]?: Limit};

/** Languages of one repository, valid until it is pushed to again. */
export type CachedRepository = {
	/** ISO 8601, UTC. */
	readonly pushedAt: string;
	/** Name and bytes, largest first. */
	readonly languages: readonly (readonly [name: string, bytes: number])[];
};

/** What is kept from one run to the next. */
export type CacheEntry = {
	/** When it was last fetched: ISO 8601, UTC. */
	readonly askedAt: string;
	readonly metrics: PartialMetrics;
	/** By repository name. */
	readonly languages: readonly (readonly [name: string, repository: CachedRepository])[];
	readonly limits: Limits;
	/** Why something was missing then. */
	readonly lastError?: Reason | undefined;
};

export type Cache = {
	/** `undefined` if there is no entry, or it cannot be read or is invalid. */
	readonly read: (login: string) => Promise<CacheEntry | undefined>;
	/** Does nothing if it cannot be written. */
	readonly write: (login: string, entry: CacheEntry) => Promise<void>;
};
