import {readFileSync} from 'node:fs';
import {createNodeStatsStore} from '../../github/node.ts';
import type {Profile} from '../../profile/schema.ts';
import type {Log} from '../../server/log.ts';
import {isKnown, type Reason} from '../../stats/metric.ts';
import type {Stats} from '../../stats/stats.ts';
import {printable} from '../../text/sanitize.ts';
import {UserError} from '../../text/user-error.ts';
import type {Settings} from '../settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The store asks the network only when what it has is old; it is reminded this often. */
const reminder = 5 * 60 * 1000;

/** While numbers arrive, workers are told this often at most. */
const pace = 500;

export type Statistics = {
	readonly current: () => Stats;
	/** Seconds since the oldest number that is shown was fetched; nothing if there is none. */
	readonly age: () => number | undefined;
	readonly stop: () => Promise<void>;
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
			`--github-token-file ${printable(githubTokenFile)}: cannot be read (${code}): check the path`,
		);
	}
};

/* The token is the operator's business: the log has it. */
const forVisitors = (stats: Stats): Stats =>
	stats.setback?.missing === 'token-refused' ? {...stats, setback: undefined} : stats;

/**
Fetches the statistics for all visitors, whatever they do, and keeps them young.

@param onChange - There is something new to show.
@throws {UserError} for a token or an environment that cannot be meant.
*/
export const startStatistics = (
	profile: Profile,
	settings: Settings,
	environment: Environment,
	log: Log,
	onChange: () => void,
): Statistics => {
	const token = readToken(settings);
	const store = createNodeStatsStore({
		login: profile.stats.login,
		cache: false,
		environment: {
			...environment,
			...(token === undefined ? {} : {TECHBYABRAR_GITHUB_TOKEN: token}),
		},
	});
	let timer: NodeJS.Timeout | undefined;
	let logged: Reason['missing'] | undefined;
	const logSetback = ({state, setback}: Stats) => {
		if (state === 'settled' && setback?.missing !== logged) {
			logged = setback?.missing;
			if (setback !== undefined) {
				log.warn({reason: setback.missing, until: setback.until}, 'statistics-setback');
			}
		}
	};
	const unsubscribe = store.subscribe(() => {
		logSetback(store.getSnapshot());
		timer ??= setTimeout(() => {
			timer = undefined;
			onChange();
		}, pace);
	});
	void store.load();
	const reminders = setInterval(() => void store.load(), reminder);
	return {
		current: () => forVisitors(store.getSnapshot()),
		age: () => {
			const fetched = Object.values(store.getSnapshot().metrics)
				.filter(metric => isKnown(metric))
				.map(({fetchedAt}) => Date.parse(fetchedAt));
			return fetched.length === 0 ? undefined : (Date.now() - Math.min(...fetched)) / 1000;
		},
		stop: async () => {
			clearInterval(reminders);
			clearTimeout(timer);
			unsubscribe();
			await store.stop();
		},
	};
};
