import type {StatsFeed} from '../stats/store.ts';
import {showsStats} from './frame.ts';
import {keymap} from './keymap.ts';
import type {Screen} from './screen.ts';

/** Ages are in minutes. */
const updateInterval = 60_000;

const retryHint = `${keymap.find(({action}) => action === 'refresh')?.label} to retry`;

/**
Loads statistics, and shows them on a screen as they change and age.

@param clock - Milliseconds since the epoch.

@returns what stops it.
*/
export const followStats = (screen: Screen, feed: StatsFeed, clock: () => number): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const update = () =>
		screen.setStats({
			stats: feed.getSnapshot(),
			now: clock(),
			retryHint: feed.refresh && retryHint,
		});
	/* Ages are updated only while they are visible. */
	const updateTimer = () => {
		const isVisible = showsStats(screen.getFrame());
		if (isVisible && timer === undefined) {
			timer = setInterval(update, updateInterval);
			update();
		} else if (!isVisible) {
			clearInterval(timer);
			timer = undefined;
		}
	};
	const subscriptions = [feed.subscribe(update), screen.subscribe(updateTimer)];
	update();
	updateTimer();
	void feed.load();
	return () => {
		clearInterval(timer);
		for (const unsubscribe of subscriptions) {
			unsubscribe();
		}
	};
};
