import type {Stats} from './stats.ts';
import type {StatsFeed} from './store.ts';

/** The statistics as last sent by the primary: the same for all visitors, who cannot refresh them. */
export const createStatsFeed = (
	initial: Stats,
): {readonly feed: StatsFeed; readonly update: (stats: Stats) => void} => {
	let current = initial;
	const listeners = new Set<() => void>();
	return {
		feed: {
			getSnapshot: () => current,
			subscribe: listener => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			load: async () => {},
		},
		update: stats => {
			current = stats;
			for (const listener of listeners) {
				listener();
			}
		},
	};
};
