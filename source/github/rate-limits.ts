import type {Bucket, Limit} from '../stats/cache.ts';

/** None of GitHub's windows is longer. */
const maxWindow = 60 * 60 * 1000;

const isBucket = (name: string | undefined): name is Bucket =>
	name === 'core' || name === 'search' || name === 'graphql';

const wholeNumber = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;

/** A moment, at most one window from now. */
const clampToWindow = (moment: number, now: number): string =>
	new Date(Math.min(Math.max(moment, now), now + maxWindow)).toISOString();

/**
Reads a rate limit from a response's headers.

@param requested - The request's bucket, in case the response names none.
@param now - Milliseconds since the epoch.
*/
export const limitIn = (
	headers: Readonly<Record<string, string>>,
	requested: Bucket,
	now: number,
): {readonly bucket: Bucket; readonly limit: Limit} | undefined => {
	const remaining = wholeNumber(headers['x-ratelimit-remaining']);
	const reset = wholeNumber(headers['x-ratelimit-reset']);
	if (remaining === undefined || reset === undefined) {
		return undefined;
	}

	const named = headers['x-ratelimit-resource'];
	return {
		bucket: isBucket(named) ? named : requested,
		limit: {remaining, reset: clampToWindow(reset * 1000, now)},
	};
};

/** Responses can overtake one another: within a window, the lower count is newer. */
export const newerLimit = (known: Limit | undefined, limit: Limit): Limit =>
	known === undefined || limit.reset > known.reset || limit.remaining < known.remaining
		? limit
		: known;

/** When an exhausted bucket resets; `undefined` if requests can be sent now. */
export const exhaustedUntil = (limit: Limit | undefined, now: number): string | undefined =>
	limit?.remaining === 0 && Date.parse(limit.reset) > now ? limit.reset : undefined;

/**
When to retry after a refusal, from its headers: `retry-after`, else the reset of an exhausted bucket,
else in a minute, as GitHub recommends.
*/
export const retryTime = (headers: Readonly<Record<string, string>>, now: number): string => {
	const seconds = wholeNumber(headers['retry-after']);
	const reset = wholeNumber(headers['x-ratelimit-reset']);
	if (seconds !== undefined) {
		return clampToWindow(now + seconds * 1000, now);
	}

	return headers['x-ratelimit-remaining'] === '0' && reset !== undefined
		? clampToWindow(reset * 1000, now)
		: clampToWindow(now + 60_000, now);
};
