import {type Clock, createTokenBucket, monotonic} from '../../server/token-bucket.ts';
import {type GuardedConnection, schedule} from './guard.ts';

/** How fast one connection may open sessions: a script's few quick commands at once. */
const openRate = {rate: 1, burst: 6};

/** Sessions that may wait for a slot. */
const maxQueue = 6;

/** How long each of them may wait, in seconds. */
const queueTimeout = 5;

type Request = {readonly open: () => void; readonly refuse: () => void};

export type SessionSlots = {
	/** Opens a session as soon as there is a slot, or refuses it. */
	readonly request: (request: Request) => void;
	readonly release: () => void;
};

/** Limits how many sessions one connection has open, and how fast it opens new ones. */
export const createSessionSlots = (
	connection: Pick<GuardedConnection, 'closed'>,
	max: number,
	clock: Clock = monotonic,
): SessionSlots => {
	const bucket = createTokenBucket(openRate, clock);
	const queue = new Map<Request, () => void>();
	let open = 0;
	let cancelRetry: (() => void) | undefined;

	const advance = () => {
		cancelRetry?.();
		for (const [request, cancelRefusal] of queue) {
			if (open >= max) {
				return;
			}

			if (!bucket.take()) {
				cancelRetry = schedule(connection, 1 / openRate.rate, advance);
				return;
			}

			cancelRefusal();
			queue.delete(request);
			open += 1;
			request.open();
		}
	};

	return {
		request: request => {
			if (queue.size >= maxQueue) {
				request.refuse();
				return;
			}

			const cancelRefusal = schedule(connection, queueTimeout, () => {
				queue.delete(request);
				request.refuse();
			});
			queue.set(request, cancelRefusal);
			advance();
		},
		release: () => {
			open -= 1;
			advance();
		},
	};
};
