import * as v from 'valibot';
import {colorless, topLanguages} from '../stats/languages.ts';
import type {Calendar, Findings, Metric, Reason, Repository} from '../stats/metric.ts';
import {SourceError} from '../stats/source-error.ts';
import {answerShape, levels, others, own, query, reach, year} from './graphql-query.ts';
import {closedUntil} from './rate-limits.ts';
import {type Inquiry, live, readJson, type Source, starsOf} from './source.ts';

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
