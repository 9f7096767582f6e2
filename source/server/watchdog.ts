import {type Clock, monotonic} from './clock.ts';

/** Workers say that they live this often, in milliseconds. */
export const heartbeatInterval = 500;

/** After so long without a word a worker hangs. */
const patience = 3000;

/** A new worker has so long to start. */
const startPatience = 8000;

export type Watchdog = {
	readonly started: (id: number) => void;
	readonly heard: (id: number) => void;
	readonly ended: (id: number) => void;
	/** Whether it spoke so lately that visitors can be sent to it. */
	readonly isLively: (id: number) => boolean;
	/** The workers that hang. Each is named once. */
	readonly hung: () => readonly number[];
};

/** Tells which workers hang: a loop in one would otherwise keep its visitors for ever. */
export const createWatchdog = (clock: Clock = monotonic): Watchdog => {
	const deadlines = new Map<number, number>();
	return {
		started: id => deadlines.set(id, clock() + startPatience),
		heard: id => deadlines.set(id, clock() + patience),
		ended: id => deadlines.delete(id),
		isLively: id => (deadlines.get(id) ?? 0) - clock() > patience / 2,
		hung: () => {
			const late = [...deadlines].filter(([, deadline]) => deadline < clock()).map(([id]) => id);
			for (const id of late) {
				deadlines.delete(id);
			}

			return late;
		},
	};
};
