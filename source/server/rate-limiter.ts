import {type Clock, monotonic} from './clock.ts';
import {createTokenBucket, type Rate, type TokenBucket} from './token-bucket.ts';

/** So many addresses are remembered at most; the oldest are forgotten first. */
const mostAddresses = 65_536;

export type ConnectionRate = {
	/** Whether an address may connect once more now. */
	readonly allow: (key: string) => boolean;
	readonly size: () => number;
};

/** How often one address may connect. Key exchanges cost a server more than a client. */
export const createConnectionRate = (
	limit: Rate,
	clock: Clock = monotonic,
	most = mostAddresses,
): ConnectionRate => {
	const buckets = new Map<string, TokenBucket>();
	let checks = 0;

	const forget = () => {
		for (const [key, bucket] of buckets) {
			if (bucket.isFull()) {
				buckets.delete(key);
			}
		}
	};

	return {
		allow: key => {
			checks += 1;
			if (checks % 4096 === 0 || buckets.size >= most) {
				forget();
			}

			let bucket = buckets.get(key);
			if (bucket === undefined) {
				const [oldest] = buckets.keys();
				if (buckets.size >= most && oldest !== undefined) {
					buckets.delete(oldest);
				}

				bucket = createTokenBucket(limit, clock);
				buckets.set(key, bucket);
			}

			return bucket.take();
		},
		size: () => buckets.size,
	};
};
