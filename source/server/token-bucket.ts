import {type Clock, monotonic} from './clock.ts';

export type Rate = {
	/** How much may be taken each second, in the long run. */
	readonly rate: number;
	/** How much may be taken at once after a rest. */
	readonly burst: number;
};

export type TokenBucket = {
	/** Takes so much if it is there, and says whether it was. */
	readonly take: (amount?: number) => boolean;
	/** Whether nothing was taken lately: then it need not be remembered. */
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
