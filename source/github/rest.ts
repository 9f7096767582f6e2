import * as v from 'valibot';
import type {CachedRepository} from '../stats/cache.ts';
import {colorOf, maxLanguagesPerRepository, topLanguages} from '../stats/languages.ts';
import {reasonOf, SourceError} from '../stats/metric.ts';
import * as schema from '../stats/schema.ts';
import {
	liveMetric,
	parseJson,
	type Report,
	type Source,
	type SourceContext,
	totalStars,
} from './source.ts';

/*
GitHub's REST API without a token: 60 requests an hour for everyone behind one IP address. So
languages, which take one request per repository, are fetched only for repositories that were pushed
to since the last time, the newest first, and some requests are left for others.
*/

const perPage = 100;

/** A thousand repositories. */
const maxPages = 10;

/** Left for others behind the same IP address. */
const reservedRequests = 10;

const maxLanguageRequests = 40;

const userSchema = v.object({followers: schema.count});

const repositoriesSchema = v.pipe(
	v.array(
		v.object({
			name: schema.repositoryName,
			fork: v.boolean(),
			private: v.optional(v.boolean()),
			stargazers_count: schema.count,
			language: v.nullish(schema.name),
			pushed_at: v.nullish(schema.moment),
		}),
	),
	v.maxLength(perPage),
);

const languagesSchema = v.record(schema.name, schema.bytes);

const githubJson = 'application/vnd.github+json';

const get = async <Schema extends v.GenericSchema>(
	{client, baseUrls, token}: SourceContext,
	path: string,
	schema: Schema,
) => {
	const {body, headers} = await client.request({
		url: new URL(`${baseUrls.api}/${path}`),
		accept: githubJson,
		bucket: 'core',
		token,
		forUser: path.startsWith('users/'),
	});
	return {value: parseJson(schema, body), headers};
};

const fetchRepositories = async (context: SourceContext): Promise<readonly schema.Repository[]> => {
	const {login, baseUrls} = context;
	const repositories: schema.Repository[] = [];
	for (let page = 1; page <= maxPages; page++) {
		const {value, headers} = await get(
			context,
			`users/${login}/repos?type=owner&sort=pushed&per_page=${perPage}&page=${page}`,
			repositoriesSchema,
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

	/* There are more, so a sum would be wrong. */
	throw new SourceError({code: 'malformed'});
};

const fetchRepositoryLanguages = async (
	context: SourceContext,
	repository: schema.Repository,
): Promise<CachedRepository> => {
	const {value} = await get(
		context,
		`repos/${context.login}/${repository.name}/languages`,
		languagesSchema,
	);
	const languages = Object.entries(value)
		.sort(([, a], [, b]) => b - a)
		.slice(0, maxLanguagesPerRepository);
	return {pushedAt: repository.pushedAt ?? '', languages};
};

const newestFirst = (a: schema.Repository, b: schema.Repository) =>
	(b.pushedAt ?? '').localeCompare(a.pushedAt ?? '');

/* Reports at the end only: bars that change with each response would be hard to read. */
const fetchLanguages = async (
	repositories: readonly schema.Repository[],
	context: SourceContext,
	report: Report,
) => {
	const {client, languages, now} = context;
	const withCode = repositories.filter(({fork, language}) => !fork && language !== null);
	const isFresh = ({name, pushedAt}: schema.Repository) =>
		languages.get(name)?.pushedAt === (pushedAt ?? '');
	const changed = withCode.filter(repository => !isFresh(repository)).sort(newestFirst);
	const remaining = client.limits().core?.remaining ?? Number.POSITIVE_INFINITY;
	const requests = Math.max(0, Math.min(maxLanguageRequests, remaining - reservedRequests));
	const results = await Promise.allSettled(
		changed.slice(0, requests).map(async repository => {
			languages.set(repository.name, await fetchRepositoryLanguages(context, repository));
		}),
	);
	const read = withCode.filter(isFresh).flatMap(({name}) => languages.get(name) ?? []);
	if (read.length === 0 && withCode.length > 0) {
		const failure = results.find(({status}) => status === 'rejected');
		const until = client.limits().core?.reset;
		throw failure?.status === 'rejected'
			? failure.reason
			: new SourceError({code: 'rate-limited', ...(until && {until})});
	}

	const shares = topLanguages(
		read.map(({languages}) =>
			languages.map(([name, bytes]) => ({name, bytes, color: colorOf(name)})),
		),
	);
	const exactness = read.length === withCode.length ? 'exact' : 'approximate';
	report({
		languages: liveMetric(
			{shares, coverage: {counted: read.length, of: withCode.length}},
			'rest',
			exactness,
			now,
		),
	});
};

/** GitHub's REST API: followers, repositories and languages. */
export const rest: Source = {
	provides: ['followers', 'stars', 'repositories', 'languages'],
	fetch: async (context, report) => {
		const {wanted, login, now} = context;
		const reportFollowers = async () => {
			const {value} = await get(context, `users/${login}`, userSchema);
			report({followers: liveMetric(value.followers, 'rest', 'exact', now)});
		};

		const reportRepositories = async () => {
			const repositories = await fetchRepositories(context);
			report({
				repositories: liveMetric(repositories, 'rest', 'exact', now),
				stars: liveMetric(totalStars(repositories), 'rest', 'exact', now),
			});
			if (wanted.has('languages')) {
				await fetchLanguages(repositories, context, report);
			}
		};

		const wantsRepositories = (['repositories', 'stars', 'languages'] as const).some(name =>
			wanted.has(name),
		);
		const [user, own] = await Promise.allSettled([
			wanted.has('followers') ? reportFollowers() : undefined,
			wantsRepositories ? reportRepositories() : undefined,
		]);
		if (user.status === 'rejected') {
			report({followers: reasonOf(user.reason)});
		}

		if (own.status === 'rejected') {
			throw own.reason;
		}
	},
};
