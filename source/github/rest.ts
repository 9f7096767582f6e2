import * as v from 'valibot';
import type {RememberedRepository} from '../stats/cache.ts';
import {colorOf} from '../stats/language-colors.ts';
import {mostOfRepository, topLanguages} from '../stats/languages.ts';
import type {Repository} from '../stats/metric.ts';
import * as shape from '../stats/shapes.ts';
import {reasonOf, SourceError} from '../stats/source-error.ts';
import {type Inquiry, live, readJson, type Source, starsOf, type Tell} from './source.ts';

/*
GitHub's REST without a token: 60 requests an hour for everyone behind one address. So languages,
one request for each repository, are read only where something was pushed since the last time, the
newest first, and never down to the last of the hour.
*/

const perPage = 100;

/** A thousand repositories. */
const mostPages = 10;

/** What others behind the same address are left of the hour. */
const leftForOthers = 10;

const mostLanguageRequests = 40;

const userShape = v.object({followers: shape.count});

const repositoriesShape = v.pipe(
	v.array(
		v.object({
			name: shape.repositoryName,
			fork: v.boolean(),
			private: v.optional(v.boolean()),
			stargazers_count: shape.count,
			language: v.nullish(shape.name),
			pushed_at: v.nullish(shape.moment),
		}),
	),
	v.maxLength(perPage),
);

const languagesShape = v.record(shape.name, shape.bytes);

const json = 'application/vnd.github+json';

const get = async <Schema extends v.GenericSchema>(
	{client, baseUrls, token}: Inquiry,
	path: string,
	schema: Schema,
) => {
	const {body, headers} = await client.ask({
		url: new URL(`${baseUrls.api}/${path}`),
		accept: json,
		bucket: 'core',
		token,
		ofUser: path.startsWith('users/'),
	});
	return {value: readJson(schema, body), headers};
};

const readRepositories = async (inquiry: Inquiry): Promise<readonly Repository[]> => {
	const {login, baseUrls} = inquiry;
	const repositories: Repository[] = [];
	for (let page = 1; page <= mostPages; page++) {
		const {value, headers} = await get(
			inquiry,
			`users/${login}/repos?type=owner&sort=pushed&per_page=${perPage}&page=${page}`,
			repositoriesShape,
		);
		repositories.push(
			...value
				.filter(repository => repository.private !== true)
				.map(repository => ({
					name: repository.name,
					url: `${baseUrls.web}/${login}/${repository.name}`,
					stars: repository.stargazers_count,
					fork: repository.fork,
					language: repository.language ?? null,
					pushedAt: repository.pushed_at ?? null,
				})),
		);
		if (!/rel="next"/.test(headers.link ?? '')) {
			return repositories;
		}
	}

	/* More than that: a sum would be wrong. */
	throw new SourceError({missing: 'malformed'});
};

const readLanguages = async (
	inquiry: Inquiry,
	repository: Repository,
): Promise<RememberedRepository> => {
	const {value} = await get(
		inquiry,
		`repos/${inquiry.login}/${repository.name}/languages`,
		languagesShape,
	);
	const languages = Object.entries(value)
		.sort(([, a], [, b]) => b - a)
		.slice(0, mostOfRepository);
	return {pushedAt: repository.pushedAt ?? '', languages};
};

const newestFirst = (a: Repository, b: Repository) =>
	(b.pushedAt ?? '').localeCompare(a.pushedAt ?? '');

/* Tells at the end only: bars that jump with each answer would be hard to read. */
const askLanguages = async (repositories: readonly Repository[], inquiry: Inquiry, tell: Tell) => {
	const {client, languages, now} = inquiry;
	const code = repositories.filter(({fork, language}) => !fork && language !== null);
	const isFresh = ({name, pushedAt}: Repository) =>
		languages.get(name)?.pushedAt === (pushedAt ?? '');
	const changed = code.filter(repository => !isFresh(repository)).sort(newestFirst);
	const remaining = client.limits().core?.remaining ?? Number.POSITIVE_INFINITY;
	const budget = Math.max(0, Math.min(mostLanguageRequests, remaining - leftForOthers));
	const answers = await Promise.allSettled(
		changed.slice(0, budget).map(async repository => {
			languages.set(repository.name, await readLanguages(inquiry, repository));
		}),
	);
	const read = code.filter(isFresh).flatMap(({name}) => languages.get(name) ?? []);
	if (read.length === 0 && code.length > 0) {
		const failure = answers.find(({status}) => status === 'rejected');
		const until = client.limits().core?.reset;
		throw failure?.status === 'rejected'
			? failure.reason
			: new SourceError({missing: 'rate-limited', ...(until && {until})});
	}

	const shares = topLanguages(
		read.map(({languages}) =>
			languages.map(([name, bytes]) => ({name, bytes, color: colorOf(name)})),
		),
	);
	const exactness = read.length === code.length ? 'exact' : 'approximate';
	tell({
		languages: live(
			{shares, coverage: {counted: read.length, of: code.length}},
			'rest',
			exactness,
			now,
		),
	});
};

/** GitHub's REST: followers, repositories and languages. */
export const rest: Source = {
	tells: ['followers', 'stars', 'repositories', 'languages'],
	ask: async (inquiry, tell) => {
		const {wanted, login, now} = inquiry;
		const askFollowers = async () => {
			const {value} = await get(inquiry, `users/${login}`, userShape);
			tell({followers: live(value.followers, 'rest', 'exact', now)});
		};

		const askRepositories = async () => {
			const repositories = await readRepositories(inquiry);
			tell({
				repositories: live(repositories, 'rest', 'exact', now),
				stars: live(starsOf(repositories), 'rest', 'exact', now),
			});
			if (wanted.has('languages')) {
				await askLanguages(repositories, inquiry, tell);
			}
		};

		const wantsRepositories = (['repositories', 'stars', 'languages'] as const).some(name =>
			wanted.has(name),
		);
		const [user, own] = await Promise.allSettled([
			wanted.has('followers') ? askFollowers() : undefined,
			wantsRepositories ? askRepositories() : undefined,
		]);
		if (user.status === 'rejected') {
			tell({followers: reasonOf(user.reason)});
		}

		if (own.status === 'rejected') {
			throw own.reason;
		}
	},
};
