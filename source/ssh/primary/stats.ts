import {readFileSync} from 'node:fs';
import {createNodeStatsStore} from '../../github/node.ts';
import type {Profile} from '../../profile/schema.ts';
import type {Log} from '../../server/log.ts';
import {isKnown, type PartialMetrics, type Reason} from '../../stats/metric.ts';
import {merge, type Stats} from '../../stats/stats.ts';
import type {StatsStore} from '../../stats/store.ts';
import {sanitize} from '../../text/sanitize.ts';
import {UserError} from '../../text/user-error.ts';
import type {Settings} from '../settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The store asks the network only when what it has is old; it is reminded this often. */
const reminderInterval = 5 * 60 * 1000;

/** While numbers arrive, workers are told this often at most. */
const updateInterval = 500;

export type ServerStats = {
	readonly current: () => Stats;
	/** Seconds since the oldest number that is shown was fetched; nothing if there is none. */
	readonly age: () => number | undefined;
	/**
	Fetches again, with another token or for another user if need be. What is known of the same
	user is shown until there is something newer.

	@throws {UserError} for a token file that cannot be read; then all stays as it was.
	*/
	readonly reload: (profile: Profile, settings: Settings) => void;
	readonly stop: () => void;
};

const readToken = ({githubToken, githubTokenFile}: Settings): string | undefined => {
	if (githubToken !== undefined || githubTokenFile === undefined) {
		return githubToken;
	}

	try {
		return readFileSync(githubTokenFile, 'utf8').trim();
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new UserError(
			`--github-token-file ${sanitize(githubTokenFile)}: cannot be read (${code}): check the path`,
		);
	}
};

/* The token is the operator's business: the log has it. */
const forVisitors = (stats: Stats): Stats =>
	stats.lastError?.code === 'token-refused' ? {...stats, lastError: undefined} : stats;

const knownMetrics = ({metrics}: Stats): PartialMetrics =>
	Object.fromEntries(
		Object.entries(metrics)
			.filter(([, metric]) => isKnown(metric))
			.map(([name, metric]) => [name, {...metric, freshness: 'cached'}]),
	) as PartialMetrics;

/**
Fetches the statistics for all visitors, whatever they do, and keeps them young.

@param onChange - There is something new to show.
@throws {UserError} for a token or an environment that cannot be right.
*/
export const startStats = (
	profile: Profile,
	settings: Settings,
	environment: Environment,
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
			environment: {
				...environment,
				...(token === undefined ? {} : {TECHBYABRAR_GITHUB_TOKEN: token}),
			},
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
		/* It keeps nothing, so nobody needs to wait for it. */
		void source.store.stop();
	};

	const snapshot = (): Stats => {
		const stats = source.store.getSnapshot();
		return {...stats, metrics: merge(stats.metrics, source.known)};
	};

	const reminders = setInterval(() => void source.store.load(), reminderInterval);
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
			clearInterval(reminders);
			clearTimeout(timer);
			close();
		},
	};
};
