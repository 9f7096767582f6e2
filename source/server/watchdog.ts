import {type Clock, monotonic} from './clock.ts';

/** A worker that was silent for this long hangs. In milliseconds. */
const timeout = 3000;

/** A new worker has this long to start: on a busy machine it takes many times its usual second. */
const startTimeout = 30_000;

export type Watchdog = {
	readonly started: (id: number) => void;
	readonly heard: (id: number) => void;
	readonly ended: (id: number) => void;
	/** Whether it was heard of lately enough to be sent visitors. */
	readonly isLively: (id: number) => boolean;
	/** The workers that hang; each is reported once. */
	readonly hung: () => readonly number[];
};

/** Tells which workers hang: an endless loop in one would otherwise hold its visitors for ever. */
export const createWatchdog = (clock: Clock = monotonic): Watchdog => {
	const deadlines = new Map<number, number>();
	return {
		started: id => deadlines.set(id, clock() + startTimeout),
		heard: id => deadlines.set(id, clock() + timeout),
		ended: id => deadlines.delete(id),
		isLively: id => (deadlines.get(id) ?? 0) - clock() > timeout / 2,
		hung: () => {
			const late = [...deadlines].filter(([, deadline]) => deadline < clock()).map(([id]) => id);
			for (const id of late) {
				deadlines.delete(id);
			}

			return late;
		},
	};
};
