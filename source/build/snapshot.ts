/*
`npm run snapshot [-- <file>]`: asks GitHub and writes data/stats.json, the statistics that are shipped with
the program. TECHBYABRAR_GITHUB_TOKEN, if it is set, makes every number exact.
*/
import {writeFile} from 'node:fs/promises';
import {createNodeStatsStore} from '../github/node.ts';
import {bundledProfile} from '../profile/bundled.ts';
import {isKnown} from '../stats/metric.ts';
import {UserError} from '../text/user-error.ts';

const file = process.argv[2] ?? new URL('../../data/stats.json', import.meta.url);

const snapshot = async () => {
	const {login} = bundledProfile.stats;
	const store = createNodeStatsStore({login, cache: false, environment: process.env});
	await store.refresh();
	const {metrics, setback} = store.getSnapshot();
	/* What is only shipped already is as old as before; what follows from the rest is left out. */
	const known = Object.entries(metrics).filter(
		([, metric]) => isKnown(metric) && metric.source !== 'formula',
	);
	const live = known.filter(([, metric]) => isKnown(metric) && metric.freshness === 'live');
	if (live.length === 0) {
		const reason = `${setback?.missing}${setback?.until ? ` until ${setback.until}` : ''}`;
		throw new UserError(
			`snapshot: nothing was answered (${reason}), the snapshot is as it was: try again later`,
		);
	}

	const kept = known.map(([name, metric]) => {
		const {freshness: _, ...stored} = metric as Record<string, unknown>;
		return [name, stored];
	});
	const text = JSON.stringify({login, metrics: Object.fromEntries(kept)}, null, '\t');
	await writeFile(file, `${text}\n`);
	console.log(`snapshot: ${live.length} of ${known.length} metrics are new`);
};

try {
	await snapshot();
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
