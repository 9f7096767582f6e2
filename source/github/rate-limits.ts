/** GitHub counts requests in buckets of their own; the calendar page and the cards are in none. */
export type Bucket = 'core' | 'search' | 'graphql';

export type Limit = {
	readonly remaining: number;
	/** When the count starts anew: ISO 8601, UTC. */
	readonly reset: string;
};

export type Limits = {readonly [Name in Bucket]?: Limit};

/** No window of GitHub's is longer. */
const longestWindow = 60 * 60 * 1000;

const isBucket = (name: string | undefined): name is Bucket =>
	name === 'core' || name === 'search' || name === 'graphql';

const wholeNumber = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;

/** A moment from now at most one window away. */
const within = (moment: number, now: number): string =>
	new Date(Math.min(Math.max(moment, now), now + longestWindow)).toISOString();

/**
What an answer's headers say of a limit.

@param asked - The bucket that the request belongs to, should the answer not name one.
@param now - Milliseconds since the epoch.
*/
export const limitIn = (
	headers: Readonly<Record<string, string>>,
	asked: Bucket,
	now: number,
): {readonly bucket: Bucket; readonly limit: Limit} | undefined => {
	const remaining = wholeNumber(headers['x-ratelimit-remaining']);
	const reset = wholeNumber(headers['x-ratelimit-reset']);
	if (remaining === undefined || reset === undefined) {
		return undefined;
	}

	const named = headers['x-ratelimit-resource'];
	return {
		bucket: isBucket(named) ? named : asked,
		limit: {remaining, reset: within(reset * 1000, now)},
	};
};

/** Answers overtake one another: within a window the lower count is the newer one. */
export const newerLimit = (known: Limit | undefined, limit: Limit): Limit =>
	known === undefined || limit.reset > known.reset || limit.remaining < known.remaining
		? limit
		: known;

/** When a bucket that is used up can be asked again; `undefined` if it can be now. */
export const closedUntil = (limit: Limit | undefined, now: number): string | undefined =>
	limit?.remaining === 0 && Date.parse(limit.reset) > now ? limit.reset : undefined;

/**
When to ask again after a refusal, from its headers: `retry-after`, else the reset of a bucket
that is used up, else a minute, as GitHub asks.
*/
export const retryTime = (headers: Readonly<Record<string, string>>, now: number): string => {
	const seconds = wholeNumber(headers['retry-after']);
	const reset = wholeNumber(headers['x-ratelimit-reset']);
	if (seconds !== undefined) {
		return within(now + seconds * 1000, now);
	}

	return headers['x-ratelimit-remaining'] === '0' && reset !== undefined
		? within(reset * 1000, now)
		: within(now + 60_000, now);
};
