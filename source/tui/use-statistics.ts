import {useEffect, useMemo, useState, useSyncExternalStore} from 'react';
import type {Counted} from '../resume/provenance.ts';
import {emptyStats} from '../stats/stats.ts';
import type {StatsStore} from '../stats/store.ts';

/** Statistics as they change. Who made them ends them. */
export type StatsFeed = Pick<StatsStore, 'getSnapshot' | 'subscribe' | 'load'> &
	/** Absent where a visitor may not have the network asked. */
	Partial<Pick<StatsStore, 'refresh'>>;

/** Ages are told in minutes. */
const tick = 60_000;

const never = () => () => {};

/**
The statistics as they are known so far.

The feed is opened once the first frame is drawn, so that no code and no request of its own stands
before that.

@param open - Opens the feed, or is one that is open; without it, nothing is ever asked.
@param clock - Milliseconds since the epoch.
@param isSeen - Whether something of them is on the screen, so that their age has to be right.
*/
export const useStatistics = (
	login: string,
	open: (() => Promise<StatsFeed>) | StatsFeed | undefined,
	clock: () => number,
	isSeen: boolean,
): {readonly counted: Counted; readonly refresh: () => void} => {
	const [feed, setFeed] = useState(typeof open === 'function' ? undefined : open);
	const [ticks, setTicks] = useState(0);
	useEffect(() => {
		let gone = false;
		const begin = (opened: StatsFeed) => {
			if (!gone) {
				setFeed(opened);
				void opened.load();
			}
		};

		/* A program that was removed while it runs cannot load them: it goes on without. */
		if (typeof open === 'function') {
			open().then(begin, () => {});
		}

		return () => {
			gone = true;
		};
	}, [open]);
	useEffect(() => {
		if (feed === undefined || !isSeen) {
			return;
		}

		const pass = () => setTicks(before => before + 1);
		pass();
		const timer = setInterval(pass, tick);
		return () => clearInterval(timer);
	}, [feed, isSeen]);

	const none = useMemo(() => emptyStats(login), [login]);
	const stats = useSyncExternalStore(feed?.subscribe ?? never, feed?.getSnapshot ?? (() => none));
	// biome-ignore lint/correctness/useExhaustiveDependencies: ages pass with the ticks
	const counted = useMemo(
		(): Counted => ({stats, now: clock(), again: feed?.refresh && 'r tries again'}),
		[stats, feed, clock, ticks],
	);
	return {counted, refresh: () => void feed?.refresh?.()};
};
