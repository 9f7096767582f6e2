import {readFileSync} from 'node:fs';
import {createNodeStatsStore} from '../../github/node.ts';
import {parseToken} from '../../github/settings.ts';
import type {Profile} from '../../profile/schema.ts';
import type {Log} from '../../server/log.ts';
import {isKnown, type PartialMetrics, type Reason} from '../../stats/metric.ts';
import {merge, type Stats} from '../../stats/stats.ts';
import type {StatsStore} from '../../stats/store.ts';
import {sanitize} from '../../text/sanitize.ts';
import {UserError} from '../../text/user-error.ts';
import type {Settings} from '../settings.ts';

/** How often the store is asked to load, which sends requests only if its numbers are old. */
const refreshInterval = 5 * 60 * 1000;

/** Minimum time between updates to workers while numbers arrive, in milliseconds. */
const updateInterval = 500;

export type ServerStats = {
	readonly current: () => Stats;
	/** Seconds since the oldest number was fetched; undefined if there is none. */
	readonly age: () => number | undefined;
	/**
	Fetches again, with another token or for another user if they have changed. Known numbers of the
	same user are shown until newer ones arrive.

	@throws {UserError} for an invalid token or a token file that cannot be read; nothing changes then.
	*/
	readonly reload: (profile: Profile, settings: Settings) => void;
	readonly stop: () => void;
};

const readToken = ({githubToken, githubTokenFile}: Settings): string | undefined => {
	if (githubToken !== undefined || githubTokenFile === undefined) {
		return parseToken(githubToken, 'RESUME_SSH_GITHUB_TOKEN');
	}

	const source = `--github-token-file ${sanitize(githubTokenFile)}`;
	let text: string;
	try {
		text = readFileSync(githubTokenFile, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new UserError(`${source}: cannot be read (${code}): check the path`);
	}

	return parseToken(text, source);
};

/* An invalid token is logged, for the operator; it is of no use to visitors. */
const forVisitors = (stats: Stats): Stats =>
	stats.lastError?.code === 'token-refused' ? {...stats, lastError: undefined} : stats;

const knownMetrics = ({metrics}: Stats): PartialMetrics =>
	Object.fromEntries(
		Object.entries(metrics)
			.filter(([, metric]) => isKnown(metric))
			.map(([name, metric]) => [name, {...metric, freshness: 'cached'}]),
	) as PartialMetrics;

/**
Fetches the statistics for all visitors, whatever they do, and keeps them fresh.

@param onChange - Called when there is something new to show.
@throws {UserError} for an invalid token or environment.
*/
export const startStats = (
	profile: Profile,
	settings: Settings,
	environment: NodeJS.ProcessEnv,
	log: Log,
	onChange: () => void,
): ServerStats => {
	let timer: NodeJS.Timeout | undefined;
	let logged: Reason['code'] | undefined;
	const logSetback = ({state, lastError}: Stats) => {
		if (state === 'settled' && lastError?.code !== logged) {
			logged = lastError?.code;
			if (lastError !== undefined) {
				log.warn({reason: lastError.code, until: lastError.until}, 'statistics-setback');
			}
		}
	};

	const open = (login: string, token: string | undefined, known: PartialMetrics) => {
		const store: StatsStore = createNodeStatsStore({
			login,
			cache: false,
			token,
			environment,
		});
		const unsubscribe = store.subscribe(() => {
			logSetback(store.getSnapshot());
			timer ??= setTimeout(() => {
				timer = undefined;
				onChange();
			}, updateInterval);
		});
		void store.load();
		return {login, token, known, store, unsubscribe};
	};

	let source = open(profile.stats.login, readToken(settings), {});
	const close = () => {
		source.unsubscribe();
		/* It writes no cache, so there is nothing to wait for. */
		void source.store.stop();
	};

	const snapshot = (): Stats => {
		const stats = source.store.getSnapshot();
		return {...stats, metrics: merge(stats.metrics, source.known)};
	};

	const refreshTimer = setInterval(() => void source.store.load(), refreshInterval);
	return {
		current: () => forVisitors(snapshot()),
		age: () => {
			const fetched = Object.values(snapshot().metrics)
				.filter(metric => isKnown(metric))
				.map(({fetchedAt}) => Date.parse(fetchedAt));
			return fetched.length === 0 ? undefined : (Date.now() - Math.min(...fetched)) / 1000;
		},
		reload: (nextProfile, nextSettings) => {
			const {login} = nextProfile.stats;
			const token = readToken(nextSettings);
			if (login === source.login && token === source.token) {
				void source.store.refresh();
				return;
			}

			const next = open(login, token, login === source.login ? knownMetrics(snapshot()) : {});
			close();
			source = next;
		},
		stop: () => {
			clearInterval(refreshTimer);
			clearTimeout(timer);
			close();
		},
	};
};
