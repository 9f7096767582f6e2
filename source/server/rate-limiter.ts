import {
	type Clock,
	createTokenBucket,
	monotonic,
	type Rate,
	type TokenBucket,
} from './token-bucket.ts';

/** Keys that are remembered; the oldest are forgotten first. */
const maxKeys = 65_536;

export type RateLimiter = {
	/** Whether a client may connect once more now. */
	readonly allow: (key: string) => boolean;
	readonly size: () => number;
};

/** Limits how often one client may connect. Key exchanges cost a server more than a client. */
export const createRateLimiter = (
	rate: Rate,
	clock: Clock = monotonic,
	max = maxKeys,
): RateLimiter => {
	const buckets = new Map<string, TokenBucket>();
	let checks = 0;

	const prune = () => {
		for (const [key, bucket] of buckets) {
			if (bucket.isFull()) {
				buckets.delete(key);
			}
		}
	};

	return {
		allow: key => {
			checks += 1;
			if (checks % 4096 === 0 || buckets.size >= max) {
				prune();
			}

			let bucket = buckets.get(key);
			if (bucket === undefined) {
				const [oldest] = buckets.keys();
				if (buckets.size >= max && oldest !== undefined) {
					buckets.delete(oldest);
				}

				bucket = createTokenBucket(rate, clock);
				buckets.set(key, bucket);
			}

			return bucket.take();
		},
		size: () => buckets.size,
	};
};
