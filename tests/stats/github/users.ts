import {readFileSync} from 'node:fs';

/* The made-up users that the stand-in for GitHub knows. None of these numbers is anyone's. */

export type MadeUpRepository = {
	readonly name: string;
	readonly stars: number;
	readonly languages: Readonly<Record<string, number>>;
	readonly isFork: boolean;
	/** ISO 8601, UTC. */
	pushedAt: string;
};

export type MadeUpUser = {
	readonly name: string;
	readonly login: string;
	readonly followers: number;
	readonly commits: number;
	readonly reviews: number;
	readonly contributedTo: number;
	readonly prs: number;
	readonly openIssues: number;
	readonly closedIssues: number;
	readonly repositories: MadeUpRepository[];
};

type Oracle = {readonly users: Readonly<Record<string, MadeUpUser>>};

const oracle = new URL('../../fixtures/oracles/users.json', import.meta.url);

const pushDay = (index: number) => new Date(Date.UTC(2026, 9, 1 + (index % 28))).toISOString();

/** More than a page of repositories. */
const manyRepositories = (): MadeUpUser => ({
	name: 'Many',
	login: 'many-repositories',
	followers: 3,
	commits: 10,
	reviews: 0,
	contributedTo: 0,
	prs: 1,
	openIssues: 1,
	closedIssues: 1,
	repositories: Array.from({length: 130}, (_, index) => ({
		name: `repository-${index}`,
		stars: index % 3,
		languages: {Python: 1000 + index, ...(index % 2 === 0 && {Go: 500})},
		isFork: index % 10 === 0,
		pushedAt: pushDay(index),
	})),
});

/** Fresh copies, so that a test can push to a repository. */
export const madeUpUsers = (): ReadonlyMap<string, MadeUpUser> => {
	const {users} = JSON.parse(readFileSync(oracle, 'utf8')) as Oracle;
	const all = [...Object.values(users), manyRepositories()];
	for (const user of all) {
		for (const [index, repository] of user.repositories.entries()) {
			repository.pushedAt ??= pushDay(index);
		}
	}

	return new Map(all.map(user => [user.login, user]));
};

export type MadeUpDay = {readonly date: string; readonly count: number; readonly level: number};

/** A year of days that ends on a given one, from the Sunday 52 weeks before; always the same. */
export const madeUpDays = (user: MadeUpUser, today: Date): readonly MadeUpDay[] => {
	const last = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
	const weekday = new Date(last).getUTCDay();
	const length = 52 * 7 + weekday + 1;
	return Array.from({length}, (_, index) => {
		const date = new Date(last - (length - 1 - index) * 86_400_000).toISOString().slice(0, 10);
		const wave = Math.max(0, Math.sin(index * 12.9898) * 6 + Math.sin(index / 17) * 5);
		const count = user.commits === 0 ? 0 : Math.floor(wave);
		return {date, count, level: Math.min(4, Math.ceil(count / 2))};
	});
};

export const languageColors: Readonly<Record<string, string>> = (
	JSON.parse(
		readFileSync(new URL('../../fixtures/oracles/languages.json', import.meta.url), 'utf8'),
	) as {readonly colors: Readonly<Record<string, string>>}
).colors;
