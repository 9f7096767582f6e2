import {type Clock, createTokenBucket, monotonic} from './token-bucket.ts';

/** Minimum time between calls, in milliseconds; values that arrive in between are skipped. */
const interval = 100;

/** The same for a client that goes on for longer than anyone drags a window. */
const slowInterval = 500;

/** Calls at the shorter interval. */
const fastCalls = {rate: 1, burst: 4};

/**
Throttles a function to the first and the last value of a burst, and few in between. Made for window
sizes: each is a whole new layout, the most expensive thing that a few bytes can ask for.
*/
export const createThrottle = <Value>(
	run: (value: Value) => void,
	ended: AbortSignal,
	clock: Clock = monotonic,
) => {
	const bucket = createTokenBucket(fastCalls, clock);
	let latest: Value | undefined;
	let timer: NodeJS.Timeout | undefined;
	ended.addEventListener('abort', () => clearTimeout(timer), {once: true});
	const flush = () => {
		timer = undefined;
		if (latest !== undefined) {
			const value = latest;
			latest = undefined;
			timer = setTimeout(flush, bucket.take() ? interval : slowInterval);
			run(value);
		}
	};

	return (value: Value): void => {
		latest = value;
		if (timer === undefined && !ended.aborted) {
			flush();
		}
	};
};
