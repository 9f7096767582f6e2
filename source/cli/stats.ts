import process from 'node:process';
import {baseUrlsFrom, tokenFrom} from '../github/settings.ts';
import type {Profile} from '../profile/schema.ts';
import type {StatsView} from '../resume/provenance.ts';
import {settle} from '../stats/stats.ts';
import type {StatsStore} from '../stats/store.ts';
import type {Flags} from './flags.ts';

/** The statistics of this process's visitor. */
export type LocalStats = {
	/** Loads the code for them and opens them. */
	readonly open: () => Promise<StatsStore>;
	/**
	Waits for the numbers, and takes what has come by then.

	@param longest - Milliseconds.
	*/
	readonly wait: (longest: number) => Promise<StatsView>;
	/** Cancels what is under way, and waits until what was learned is kept. Never rejects. */
	readonly close: () => Promise<void>;
};

/**
Prepares the statistics; nothing is loaded or asked before they are opened.

@throws {UserError} for an environment that cannot be meant.
*/
export const localStats = (profile: Profile, {offline, cache}: Flags): LocalStats => {
	baseUrlsFrom(process.env);
	tokenFrom(process.env);
	let store: Promise<StatsStore> | undefined;
	const create = async () => {
		const {createNodeStatsStore} = await import('./deferred.ts');
		const {login} = profile.stats;
		return createNodeStatsStore({login, offline, cache, environment: process.env});
	};
	const open = () => {
		store ??= create();
		return store;
	};

	return {
		open,
		wait: async longest => {
			const opened = await open();
			let timer: NodeJS.Timeout | undefined;
			const enough = new Promise(resolve => {
				timer = setTimeout(resolve, longest);
			});
			await Promise.race([opened.load(), enough]);
			clearTimeout(timer);
			return {stats: settle(opened.getSnapshot())};
		},
		close: async () => {
			const opened = await store?.catch(() => undefined);
			await opened?.stop();
		},
	};
};
