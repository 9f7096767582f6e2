import * as v from 'valibot';
import {colorless, topLanguages} from '../languages.ts';
import type {Calendar, Findings, Metric, Reason, Repository} from '../metric.ts';
import {closedUntil} from '../rate-limits.ts';
import {SourceError} from '../source-error.ts';
import * as shape from './shapes.ts';
import {type Inquiry, live, readJson, type Source, starsOf} from './source.ts';

/*
Everything in one request. The parts stand under roots of their own: two of the fields may not be
null, so one that fails would otherwise take the whole user with it.
*/
export const query = `query Statistics($login: String!) {
	reach: user(login: $login) {
		followers { totalCount }
		pullRequests { totalCount }
		open: issues(states: OPEN) { totalCount }
		closed: issues(states: CLOSED) { totalCount }
	}
	own: user(login: $login) {
		repositories(first: 100, privacy: PUBLIC, ownerAffiliations: OWNER, orderBy: {field: STARGAZERS, direction: DESC}) {
			nodes {
				name
				isFork
				stargazerCount
				pushedAt
				primaryLanguage { name }
				languages(first: 10, orderBy: {field: SIZE, direction: DESC}) {
					edges { size node { name color } }
				}
			}
		}
	}
	year: user(login: $login) {
		contributionsCollection {
			totalCommitContributions
			totalPullRequestReviewContributions
			contributionCalendar {
				totalContributions
				weeks { contributionDays { date contributionCount contributionLevel } }
			}
		}
	}
	others: user(login: $login) {
		repositoriesContributedTo(first: 1, contributionTypes: [COMMIT, ISSUE, PULL_REQUEST, REPOSITORY]) {
			totalCount
		}
	}
}`;

const total = v.object({totalCount: shape.count});

const levels = ['NONE', 'FIRST_QUARTILE', 'SECOND_QUARTILE', 'THIRD_QUARTILE', 'FOURTH_QUARTILE'];

const reach = v.object({followers: total, pullRequests: total, open: total, closed: total});

const own = v.object({
	repositories: v.object({
		nodes: v.pipe(
			v.array(
				v.object({
					name: shape.repositoryName,
					isFork: v.boolean(),
					stargazerCount: shape.count,
					pushedAt: v.nullable(shape.moment),
					primaryLanguage: v.nullable(v.object({name: shape.name})),
					languages: v.nullable(
						v.object({
							edges: v.pipe(
								v.array(
									v.object({
										size: shape.bytes,
										node: v.object({name: shape.name, color: v.nullable(shape.color)}),
									}),
								),
								v.maxLength(10),
							),
						}),
					),
				}),
			),
			v.maxLength(100),
		),
	}),
});

const year = v.object({
	contributionsCollection: v.object({
		totalCommitContributions: shape.count,
		totalPullRequestReviewContributions: shape.count,
		contributionCalendar: v.object({
			totalContributions: shape.count,
			weeks: v.pipe(
				v.array(
					v.object({
						contributionDays: v.pipe(
							v.array(
								v.object({
									date: shape.day,
									contributionCount: shape.count,
									contributionLevel: v.picklist(levels),
								}),
							),
							v.maxLength(7),
						),
					}),
				),
				v.maxLength(54),
			),
		}),
	}),
});

const others = v.object({repositoriesContributedTo: total});

const answerShape = v.object({
	data: v.nullish(v.record(v.string(), v.unknown())),
	errors: v.optional(
		v.array(
			v.object({
				type: v.optional(v.string()),
				path: v.optional(v.array(v.union([v.string(), v.number()]))),
				message: v.optional(v.string()),
			}),
		),
	),
});

type GraphqlError = NonNullable<v.InferOutput<typeof answerShape>['errors']>[number];

const reasonFor = ({type = '', message = ''}: GraphqlError, inquiry: Inquiry): Reason => {
	if (type === 'NOT_FOUND') {
		return {missing: 'user-not-found'};
	}

	if (/^RATE_LIMIT/.test(type) || /rate limit/i.test(message)) {
		const now = inquiry.now();
		const until = closedUntil(inquiry.client.limits().graphql, now);
		return {missing: 'rate-limited', until: until ?? new Date(now + 60_000).toISOString()};
	}

	return {missing: /FORBIDDEN|SCOPES/.test(type) ? 'refused' : 'service-down'};
};

type Own = v.InferOutput<typeof own>;

const ownMetrics = ({repositories: {nodes}}: Own, {baseUrls, login, now}: Inquiry): Findings => {
	const repositories = nodes.map(
		(node): Repository => ({
			name: node.name,
			url: `${baseUrls.web}/${login}/${node.name}`,
			stars: node.stargazerCount,
			fork: node.isFork,
			language: node.primaryLanguage?.name ?? null,
			pushedAt: node.pushedAt,
		}),
	);
	const code = nodes
		.filter(({isFork}) => !isFork)
		.map(({languages}) =>
			(languages?.edges ?? []).map(({size, node}) => ({
				name: node.name,
				bytes: size,
				color: node.color ?? colorless,
			})),
		)
		.filter(languages => languages.length > 0);
	return {
		repositories: live(repositories, 'graphql', 'exact', now),
		stars: live(starsOf(repositories), 'graphql', 'exact', now),
		languages: live(
			{shares: topLanguages(code), coverage: {counted: code.length, of: code.length}},
			'graphql',
			'exact',
			now,
		),
	};
};

type Year = v.InferOutput<typeof year>;

const yearMetrics = ({contributionsCollection: collection}: Year, {now}: Inquiry): Findings => {
	const {totalContributions, weeks} = collection.contributionCalendar;
	const calendar: Calendar = {
		total: totalContributions,
		days: weeks.flatMap(({contributionDays}) =>
			contributionDays.map(({date, contributionCount, contributionLevel}) => ({
				date,
				count: contributionCount,
				level: levels.indexOf(contributionLevel),
			})),
		),
	};
	return {
		commits: live(collection.totalCommitContributions, 'graphql', 'exact', now),
		reviews: live(collection.totalPullRequestReviewContributions, 'graphql', 'exact', now),
		calendar: live(calendar, 'graphql', 'exact', now),
	};
};

/**
GitHub's GraphQL: one request, every number exact. It wants a token.
*/
export const graphql: Source = {
	tells: [
		'stars',
		'commits',
		'pullRequests',
		'issues',
		'contributedTo',
		'followers',
		'reviews',
		'languages',
		'calendar',
		'repositories',
	],
	ask: async (inquiry, tell) => {
		const {client, baseUrls, token, login, now} = inquiry;
		const {body} = await client.ask({
			url: new URL(`${baseUrls.api}/graphql`),
			accept: 'application/json',
			bucket: 'graphql',
			body: JSON.stringify({query, variables: {login}}),
			token,
		});
		const {data, errors = []} = readJson(answerShape, body);

		/* Each part by itself: what one of them lacks does not cost the others. */
		const part = <Schema extends v.GenericSchema>(
			root: string,
			schema: Schema,
			names: readonly (keyof Findings)[],
			read: (value: v.InferOutput<Schema>) => Findings,
		) => {
			const result = v.safeParse(schema, data?.[root]);
			if (result.success) {
				tell(read(result.output));
				return;
			}

			const error = errors.find(({path}) => path === undefined || path[0] === root);
			const reason: Metric<never> = error ? reasonFor(error, inquiry) : {missing: 'malformed'};
			if (reason.missing === 'user-not-found') {
				throw new SourceError(reason);
			}

			tell(Object.fromEntries(names.map(name => [name, reason])));
		};

		part('reach', reach, ['followers', 'pullRequests', 'issues'], value => ({
			followers: live(value.followers.totalCount, 'graphql', 'exact', now),
			pullRequests: live(value.pullRequests.totalCount, 'graphql', 'exact', now),
			issues: live(value.open.totalCount + value.closed.totalCount, 'graphql', 'exact', now),
		}));
		part('own', own, ['stars', 'languages', 'repositories'], value => ownMetrics(value, inquiry));
		part('year', year, ['commits', 'reviews', 'calendar'], value => yearMetrics(value, inquiry));
		part('others', others, ['contributedTo'], value => ({
			contributedTo: live(value.repositoriesContributedTo.totalCount, 'graphql', 'exact', now),
		}));
	},
};
