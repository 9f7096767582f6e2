import {schema as octokit} from '@octokit/graphql-schema';
import {buildSchema, execute, GraphQLError, type GraphQLSchema, parse, validate} from 'graphql';
import {languageColors, type MadeUpRepository, type MadeUpUser, madeUpDays} from './users.ts';

/* GraphQL on GitHub's own schema, so that what GitHub refuses is refused here. */

let built: GraphQLSchema | undefined;

/** GitHub's schema; building it takes a second. */
export const githubSchema = (): GraphQLSchema => {
	built ??= buildSchema(octokit.idl, {assumeValidSDL: true});
	return built;
};

const levels = ['NONE', 'FIRST_QUARTILE', 'SECOND_QUARTILE', 'THIRD_QUARTILE', 'FOURTH_QUARTILE'];

type First = {readonly first?: number};

const language = (name: string) => ({name, color: languageColors[name] ?? null});

const repository = (made: MadeUpRepository) => {
	const largestFirst = Object.entries(made.languages).sort(([, a], [, b]) => b - a);
	const [main] = largestFirst;
	return {
		name: made.name,
		isFork: made.isFork,
		stargazerCount: made.stars,
		pushedAt: made.pushedAt,
		primaryLanguage: main ? language(main[0]) : null,
		languages: ({first = 100}: First) => ({
			edges: largestFirst.slice(0, first).map(([name, size]) => ({size, node: language(name)})),
		}),
	};
};

const weeks = (user: MadeUpUser, today: Date) => {
	const days = madeUpDays(user, today).map(({date, count, level}) => ({
		date,
		contributionCount: count,
		contributionLevel: levels[level],
	}));
	return Array.from({length: Math.ceil(days.length / 7)}, (_, week) => ({
		contributionDays: days.slice(week * 7, week * 7 + 7),
	}));
};

const userNode = (user: MadeUpUser, today: Date) => ({
	login: user.login,
	name: user.name,
	followers: {totalCount: user.followers},
	pullRequests: {totalCount: user.prs},
	issues: ({states}: {readonly states?: readonly string[]}) => ({
		totalCount:
			(states?.includes('OPEN') === false ? 0 : user.openIssues) +
			(states?.includes('CLOSED') === false ? 0 : user.closedIssues),
	}),
	repositories: ({first = 100}: First) => ({
		totalCount: user.repositories.length,
		nodes: user.repositories
			.toSorted((a, b) => b.stars - a.stars)
			.slice(0, first)
			.map(repository),
	}),
	contributionsCollection: {
		totalCommitContributions: user.commits,
		totalPullRequestReviewContributions: user.reviews,
		contributionCalendar: {
			totalContributions: madeUpDays(user, today).reduce((sum, {count}) => sum + count, 0),
			weeks: weeks(user, today),
		},
	},
	repositoriesContributedTo: {totalCount: user.contributedTo},
});

/** A root that GitHub fails to answer, and the type of its error. */
export type FailingRoot = {readonly root: string; readonly type: string};

/** Answers a GraphQL request's body as GitHub does: HTTP 200, with `errors` where there are any. */
export const answerGraphql = async (
	users: ReadonlyMap<string, MadeUpUser>,
	today: Date,
	body: string,
	failing: readonly FailingRoot[],
) => {
	const {query, variables} = JSON.parse(body);
	const document = parse(query);
	const faults = validate(githubSchema(), document);
	if (faults.length > 0) {
		return {errors: faults.map(({message}) => ({message}))};
	}

	const user = (
		{login}: {readonly login: string},
		_context: unknown,
		info: {path: {key: string | number}},
	) => {
		const failure = failing.find(({root}) => root === info.path.key);
		if (failure) {
			throw new GraphQLError(`${failure.type} for this query`, {extensions: {type: failure.type}});
		}

		const found = users.get(login.toLowerCase());
		if (!found) {
			throw new GraphQLError(`Could not resolve to a User with the login of '${login}'.`, {
				extensions: {type: 'NOT_FOUND'},
			});
		}

		return userNode(found, today);
	};
	const {data, errors} = await execute({
		schema: githubSchema(),
		document,
		rootValue: {user},
		variableValues: variables,
	});
	return {
		data,
		...(errors && {
			errors: errors.map(({message, path, extensions}) => ({
				type: extensions.type,
				path,
				message,
			})),
		}),
	};
};
