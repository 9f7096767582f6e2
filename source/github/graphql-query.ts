import * as v from 'valibot';
import * as shape from '../stats/shapes.ts';

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

export const levels = [
	'NONE',
	'FIRST_QUARTILE',
	'SECOND_QUARTILE',
	'THIRD_QUARTILE',
	'FOURTH_QUARTILE',
];

export const reach = v.object({followers: total, pullRequests: total, open: total, closed: total});

export const own = v.object({
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

export const year = v.object({
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

export const others = v.object({repositoriesContributedTo: total});

export const answerShape = v.object({
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
