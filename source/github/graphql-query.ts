import * as v from 'valibot';
import * as schema from '../stats/schema.ts';

/*
Everything in one request. Each part has its own root: two of the fields are non-null, so an error in
one of them would otherwise make the whole user null.
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

const total = v.object({totalCount: schema.count});

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
					name: schema.repositoryName,
					isFork: v.boolean(),
					stargazerCount: schema.count,
					pushedAt: v.nullable(schema.moment),
					primaryLanguage: v.nullable(v.object({name: schema.name})),
					languages: v.nullable(
						v.object({
							edges: v.pipe(
								v.array(
									v.object({
										size: schema.bytes,
										node: v.object({name: schema.name, color: v.nullable(schema.color)}),
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
		totalCommitContributions: schema.count,
		totalPullRequestReviewContributions: schema.count,
		contributionCalendar: v.object({
			totalContributions: schema.count,
			weeks: v.pipe(
				v.array(
					v.object({
						contributionDays: v.pipe(
							v.array(
								v.object({
									date: schema.day,
									contributionCount: schema.count,
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

export const responseSchema = v.object({
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
