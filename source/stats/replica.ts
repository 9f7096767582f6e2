import type {StatsFeed} from '../tui/use-statistics.ts';
import type {Stats} from './stats.ts';

/** The statistics as the primary sent them last: the same for all visitors, who cannot have them fetched. */
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
