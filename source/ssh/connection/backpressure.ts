import {type Guarded, later} from './guard.ts';

type Queue = {readonly writableLength: number};

export type Reader = {
	/** Whether the client reads what is written; if not, its connection is ended. */
	readonly isReading: () => boolean;
	/** Something was written to a queue, or left it. */
	readonly changed: () => void;
	/** Nothing waits for the client any more. */
	readonly release: () => void;
};

/**
Watches whether a visitor reads what is written to them. Ink writes its frames whether they are
read or not.

@param queues - What the client has no window for waits here.
*/
export const watchReader = (
	{socket, limits, drop, gone}: Pick<Guarded, 'socket' | 'limits' | 'drop' | 'gone'>,
	queues: readonly Queue[],
): Reader => {
	let cancel: (() => void) | undefined;
	const waiting = () => queues.reduce((sum, {writableLength}) => sum + writableLength, 0);
	const release = () => {
		cancel?.();
		cancel = undefined;
	};

	return {
		isReading: () => {
			if (
				waiting() <= limits.channelQueue * 1024 &&
				socket.writableLength <= limits.socketQueue * 1024
			) {
				return true;
			}

			drop('slow-reader');
			return false;
		},
		changed: () => {
			if (waiting() === 0) {
				release();
			} else {
				cancel ??= later({gone}, limits.stallSeconds, () => drop('slow-reader'));
			}
		},
		release,
	};
};
