import * as v from 'valibot';
import {defaultColor, topLanguages} from '../stats/languages.ts';
import {type Metric, type PartialMetrics, type Reason, SourceError} from '../stats/metric.ts';
import type {Calendar, Repository} from '../stats/schema.ts';
import {levels, others, own, query, reach, responseSchema, year} from './graphql-query.ts';
import {exhaustedUntil} from './rate-limits.ts';
import {liveMetric, parseJson, type Source, type SourceContext, totalStars} from './source.ts';

type GraphqlError = NonNullable<v.InferOutput<typeof responseSchema>['errors']>[number];

const reasonOfError = ({type = '', message = ''}: GraphqlError, context: SourceContext): Reason => {
	if (type === 'NOT_FOUND') {
		return {code: 'user-not-found'};
	}

	if (/^RATE_LIMIT/.test(type) || /rate limit/i.test(message)) {
		const now = context.now();
		const until = exhaustedUntil(context.client.limits().graphql, now);
		return {code: 'rate-limited', until: until ?? new Date(now + 60_000).toISOString()};
	}

	return {code: /FORBIDDEN|SCOPES/.test(type) ? 'refused' : 'service-down'};
};

type Own = v.InferOutput<typeof own>;

const ownMetrics = (
	{repositories: {nodes}}: Own,
	{baseUrls, login, now}: SourceContext,
): PartialMetrics => {
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
				color: node.color ?? defaultColor,
			})),
		)
		.filter(languages => languages.length > 0);
	return {
		repositories: liveMetric(repositories, 'graphql', 'exact', now),
		stars: liveMetric(totalStars(repositories), 'graphql', 'exact', now),
		languages: liveMetric(
			{shares: topLanguages(code), coverage: {counted: code.length, of: code.length}},
			'graphql',
			'exact',
			now,
		),
	};
};

type Year = v.InferOutput<typeof year>;

const yearMetrics = (
	{contributionsCollection: collection}: Year,
	{now}: SourceContext,
): PartialMetrics => {
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
		commits: liveMetric(collection.totalCommitContributions, 'graphql', 'exact', now),
		reviews: liveMetric(collection.totalPullRequestReviewContributions, 'graphql', 'exact', now),
		calendar: liveMetric(calendar, 'graphql', 'exact', now),
	};
};

/**
GitHub's GraphQL API: one request, every number exact. Requires a token.
*/
export const graphql: Source = {
	provides: [
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
	fetch: async (context, report) => {
		const {client, baseUrls, token, login, now} = context;
		const {body} = await client.request({
			url: new URL(`${baseUrls.api}/graphql`),
			accept: 'application/json',
			bucket: 'graphql',
			body: JSON.stringify({query, variables: {login}}),
			token,
		});
		const {data, errors = []} = parseJson(responseSchema, body);

		/* Each part is validated separately, so that an error in one does not affect the others. */
		const part = <Schema extends v.GenericSchema>(
			root: string,
			schema: Schema,
			names: readonly (keyof PartialMetrics)[],
			read: (value: v.InferOutput<Schema>) => PartialMetrics,
		) => {
			const result = v.safeParse(schema, data?.[root]);
			if (result.success) {
				report(read(result.output));
				return;
			}

			const error = errors.find(({path}) => path === undefined || path[0] === root);
			const reason: Metric<never> = error ? reasonOfError(error, context) : {code: 'malformed'};
			if (reason.code === 'user-not-found') {
				throw new SourceError(reason);
			}

			report(Object.fromEntries(names.map(name => [name, reason])));
		};

		part('reach', reach, ['followers', 'pullRequests', 'issues'], value => ({
			followers: liveMetric(value.followers.totalCount, 'graphql', 'exact', now),
			pullRequests: liveMetric(value.pullRequests.totalCount, 'graphql', 'exact', now),
			issues: liveMetric(value.open.totalCount + value.closed.totalCount, 'graphql', 'exact', now),
		}));
		part('own', own, ['stars', 'languages', 'repositories'], value => ownMetrics(value, context));
		part('year', year, ['commits', 'reviews', 'calendar'], value => yearMetrics(value, context));
		part('others', others, ['contributedTo'], value => ({
			contributedTo: liveMetric(
				value.repositoriesContributedTo.totalCount,
				'graphql',
				'exact',
				now,
			),
		}));
	},
};
