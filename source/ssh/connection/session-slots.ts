import {type Clock, monotonic} from '../../server/clock.ts';
import {createTokenBucket} from '../../server/token-bucket.ts';
import {type Guarded, later} from './guard.ts';

/** How fast one connection may open sessions: a script's few quick commands at once. */
const pace = {rate: 1, burst: 6};

/** Sessions that may wait to be opened. */
const longestQueue = 6;

/** Seconds that each of them may wait. */
const patience = 5;

type Request = {readonly open: () => void; readonly refuse: () => void};

export type SessionSlots = {
	/** Opens a session as soon as there is a slot, or refuses it. */
	readonly request: (request: Request) => void;
	readonly release: () => void;
};

/** How many sessions one connection may have open, and how fast it may open further ones. */
export const createSessionSlots = (
	connection: Pick<Guarded, 'gone'>,
	most: number,
	clock: Clock = monotonic,
): SessionSlots => {
	const bucket = createTokenBucket(pace, clock);
	const queue = new Map<Request, () => void>();
	let taken = 0;
	let cancelRetry: (() => void) | undefined;

	const advance = () => {
		cancelRetry?.();
		for (const [request, cancelRefusal] of queue) {
			if (taken >= most) {
				return;
			}

			if (!bucket.take()) {
				cancelRetry = later(connection, 1 / pace.rate, advance);
				return;
			}

			cancelRefusal();
			queue.delete(request);
			taken += 1;
			request.open();
		}
	};

	return {
		request: request => {
			if (queue.size >= longestQueue) {
				request.refuse();
				return;
			}

			const cancelRefusal = later(connection, patience, () => {
				queue.delete(request);
				request.refuse();
			});
			queue.set(request, cancelRefusal);
			advance();
		},
		release: () => {
			taken -= 1;
			advance();
		},
	};
};
