import process from 'node:process';
import {baseUrlsFrom, tokenFrom} from '../github/settings.ts';
import type {Profile} from '../profile/schema.ts';
import type {StatsView} from '../resume/provenance.ts';
import {settle} from '../stats/stats.ts';
import type {StatsStore} from '../stats/store.ts';
import type {Flags} from './flags.ts';

export type LocalStats = {
	/** Loads the code and opens the store. */
	readonly open: () => Promise<StatsStore>;
	/**
	Waits for the numbers, and resolves to those that have arrived.

	@param timeout - Milliseconds.
	*/
	readonly wait: (timeout: number) => Promise<StatsView>;
	/** Cancels requests, and waits until what arrived is cached. Never rejects. */
	readonly close: () => Promise<void>;
};

/**
Prepares the statistics; nothing is loaded or requested before they are opened.

@throws {UserError} for an invalid environment variable.
*/
export const localStats = (profile: Profile, {offline, cache}: Flags): LocalStats => {
	baseUrlsFrom(process.env);
	const token = tokenFrom(process.env);
	let store: Promise<StatsStore> | undefined;
	const create = async () => {
		const {createNodeStatsStore} = await import('./deferred.ts');
		const {login} = profile.stats;
		return createNodeStatsStore({login, offline, cache, token, environment: process.env});
	};
	const open = () => {
		store ??= create();
		return store;
	};

	return {
		open,
		wait: async timeout => {
			const opened = await open();
			let timer: NodeJS.Timeout | undefined;
			const timedOut = new Promise(resolve => {
				timer = setTimeout(resolve, timeout);
			});
			await Promise.race([opened.load(), timedOut]);
			clearTimeout(timer);
			return {stats: settle(opened.getSnapshot())};
		},
		close: async () => {
			const opened = await store?.catch(() => undefined);
			await opened?.stop();
		},
	};
};
