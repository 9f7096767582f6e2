import type {StatsFeed} from '../stats/store.ts';
import {showsStats} from './frame.ts';
import {keymap} from './keymap.ts';
import type {Screen} from './screen.ts';

/** Ages are told in minutes, in milliseconds. */
const tick = 60_000;

const retryHint = `${keymap.find(({action}) => action === 'refresh')?.label} to retry`;

/**
Shows statistics on a screen as they change and age, and has them loaded.

@param clock - Milliseconds since the epoch.

@returns what ends it.
*/
export const followStats = (screen: Screen, feed: StatsFeed, clock: () => number): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const update = () =>
		screen.setStats({
			stats: feed.getSnapshot(),
			now: clock(),
			retryHint: feed.refresh && retryHint,
		});
	/* Ages pass only where they are seen. */
	const updateTimer = () => {
		const isSeen = showsStats(screen.getFrame());
		if (isSeen && timer === undefined) {
			timer = setInterval(update, tick);
			update();
		} else if (!isSeen) {
			clearInterval(timer);
			timer = undefined;
		}
	};
	const unfollow = [feed.subscribe(update), screen.subscribe(updateTimer)];
	update();
	updateTimer();
	void feed.load();
	return () => {
		clearInterval(timer);
		for (const end of unfollow) {
			end();
		}
	};
};
