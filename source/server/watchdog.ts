import {type Clock, monotonic} from './token-bucket.ts';

/** A worker without a heartbeat for this long hangs. In milliseconds. */
const timeout = 3000;

/** How long a new worker may take to start: usually a second, on a busy machine many. */
const startTimeout = 30_000;

export type Watchdog = {
	readonly started: (id: number) => void;
	readonly heartbeat: (id: number) => void;
	readonly ended: (id: number) => void;
	/** Whether its last heartbeat is recent enough to send it visitors. */
	readonly isResponsive: (id: number) => boolean;
	/** The workers that hang; each is reported once. */
	readonly hung: () => readonly number[];
};

/** Detects workers that hang: an endless loop would otherwise hold its visitors for ever. */
export const createWatchdog = (clock: Clock = monotonic): Watchdog => {
	const deadlines = new Map<number, number>();
	return {
		started: id => deadlines.set(id, clock() + startTimeout),
		heartbeat: id => deadlines.set(id, clock() + timeout),
		ended: id => deadlines.delete(id),
		isResponsive: id => (deadlines.get(id) ?? 0) - clock() > timeout / 2,
		hung: () => {
			const late = [...deadlines].filter(([, deadline]) => deadline < clock()).map(([id]) => id);
			for (const id of late) {
				deadlines.delete(id);
			}

			return late;
		},
	};
};
