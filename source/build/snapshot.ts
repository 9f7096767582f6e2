/*
`npm run snapshot [-- <file>]`: fetches the statistics and writes data/stats.json, which is bundled with
the program. The file stays unchanged unless a number changed, so that a new time alone makes no commit.
TECHBYABRAR_GITHUB_TOKEN, if set, makes every number exact.
*/
import {readFile, writeFile} from 'node:fs/promises';
import {isDeepStrictEqual} from 'node:util';
import {createNodeStatsStore} from '../github/node.ts';
import {tokenFrom} from '../github/settings.ts';
import {bundledProfile} from '../profile/bundled.ts';
import {isKnown, type Known} from '../stats/metric.ts';
import {UserError} from '../text/user-error.ts';

const file = process.argv[2] ?? new URL('../../data/stats.json', import.meta.url);

type Snapshot = {readonly login: string; readonly metrics: Readonly<Record<string, object>>};

/* Everything in a snapshot but the times. */
const withoutTimes = ({login, metrics}: Snapshot) => ({
	login,
	metrics: Object.fromEntries(
		Object.entries(metrics).map(([name, metric]) => [name, {...metric, fetchedAt: undefined}]),
	),
});

const readSnapshot = async (): Promise<Snapshot | undefined> => {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
};

const snapshot = async () => {
	const {login} = bundledProfile.stats;
	const store = createNodeStatsStore({
		login,
		cache: false,
		token: tokenFrom(process.env),
		environment: process.env,
	});
	await store.refresh();
	const stats = store.getSnapshot();
	/* Numbers that were only bundled keep their times; calculated ones are omitted. */
	const known = Object.entries(stats.metrics).filter(
		([, metric]) => isKnown(metric) && metric.source !== 'formula',
	);
	const live = known.filter(([, metric]) => isKnown(metric) && metric.freshness === 'live');
	if (live.length === 0) {
		const reason = `${stats.lastError?.code}${stats.lastError?.until ? ` until ${stats.lastError.until}` : ''}`;
		throw new UserError(
			`snapshot: no response from GitHub (${reason}), snapshot unchanged: try again later`,
		);
	}

	const metrics = Object.fromEntries(
		known.map(([name, metric]) => {
			const {freshness: _, ...stored} = metric as Known<unknown>;
			return [name, stored];
		}),
	);
	const taken = {login, metrics};
	const before = await readSnapshot();
	if (before !== undefined && isDeepStrictEqual(withoutTimes(taken), withoutTimes(before))) {
		console.log('snapshot: no number changed, snapshot unchanged');
		return;
	}

	await writeFile(file, `${JSON.stringify(taken, null, '\t')}\n`);
	console.log(`snapshot: updated ${live.length} of ${known.length} metrics`);
};

try {
	await snapshot();
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
