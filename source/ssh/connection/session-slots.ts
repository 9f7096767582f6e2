import {type Clock, monotonic} from '../../server/clock.ts';
import {createTokenBucket} from '../../server/token-bucket.ts';

export type SessionSlots = {
	/** Takes a slot if there is one. */
	readonly take: () => boolean;
	readonly release: () => void;
	readonly taken: () => number;
};

/** How many sessions one connection may have open, and how fast it may open further ones. */
export const createSessionSlots = (most: number, clock: Clock = monotonic): SessionSlots => {
	const bucket = createTokenBucket({rate: 1, burst: most}, clock);
	let taken = 0;
	return {
		take: () => {
			if (taken >= most || !bucket.take()) {
				return false;
			}

			taken += 1;
			return true;
		},
		release: () => {
			taken -= 1;
		},
		taken: () => taken,
	};
};
