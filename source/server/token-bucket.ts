/** Milliseconds that only ever grow. Limits take a clock, so that tests need not wait. */
export type Clock = () => number;

export const monotonic: Clock = () => performance.now();

export type Rate = {
	/** Tokens added each second. */
	readonly rate: number;
	/** The bucket's capacity. */
	readonly burst: number;
};

export type TokenBucket = {
	/** Takes tokens if there are enough. @returns whether there were. */
	readonly take: (amount?: number) => boolean;
	/** Whether it has refilled, so that it need not be remembered. */
	readonly isFull: () => boolean;
};

export const createTokenBucket = ({rate, burst}: Rate, clock: Clock = monotonic): TokenBucket => {
	let tokens = burst;
	let last = clock();
	const refill = () => {
		const now = clock();
		tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate);
		last = now;
	};

	return {
		take: (amount = 1) => {
			refill();
			if (tokens < amount) {
				return false;
			}

			tokens -= amount;
			return true;
		},
		isFull: () => {
			refill();
			return tokens === burst;
		},
	};
};
