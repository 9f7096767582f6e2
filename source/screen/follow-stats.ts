import type {StatsStore} from '../stats/store.ts';
import {keymap} from './keymap.ts';
import type {Screen} from './screen.ts';
import {showsStats} from './frame.ts';

/** Statistics as they change. Whoever opened them closes them. */
export type StatsFeed = Pick<StatsStore, 'getSnapshot' | 'subscribe' | 'load'> &
	/** Absent where a visitor may not have the network asked. */
	Partial<Pick<StatsStore, 'refresh'>>;

/** Ages are told in minutes, in milliseconds. */
const tick = 60_000;

const retryHint = `${keymap.find(({action}) => action === 'refresh')?.label} to retry`;

export type FollowOptions = {
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
};

/**
Shows statistics on a screen as they change and age, and has them loaded.

@returns what ends it.
*/
export const followStats = (screen: Screen, feed: StatsFeed, clock: () => number): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const show = () =>
		screen.setStats({
			stats: feed.getSnapshot(),
			now: clock(),
			again: feed.refresh && retryHint,
		});
	/* Ages pass only where they are seen. */
	const pass = () => {
		const isSeen = showsStats(screen.getFrame());
		if (isSeen && timer === undefined) {
			timer = setInterval(show, tick);
			show();
		} else if (!isSeen) {
			clearInterval(timer);
			timer = undefined;
		}
	};
	const unfollow = [feed.subscribe(show), screen.subscribe(pass)];
	show();
	pass();
	void feed.load();
	return () => {
		clearInterval(timer);
		for (const end of unfollow) {
			end();
		}
	};
};
