import * as v from 'valibot';
import {type MetricName, type PartialMetrics, reasonOf} from '../stats/metric.ts';
import * as schema from '../stats/schema.ts';
import {liveMetric, parseJson, type Source, type SourceContext} from './source.ts';

/*
GitHub's search without a token: ten requests a minute. Its index lags behind, omits what is hidden
and covers commits on default branches only, so all of its numbers are approximate.
*/

const totalSchema = v.object({total_count: schema.count});

const ownerAndName = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/));

const issuesSchema = v.object({
	items: v.pipe(
		v.array(v.object({repository_url: v.pipe(v.string(), v.maxLength(300))})),
		v.maxLength(100),
	),
});

const commitsSchema = v.object({
	items: v.pipe(
		v.array(v.object({repository: v.object({full_name: ownerAndName})})),
		v.maxLength(100),
	),
});

/** The day a year ago. */
const yearAgo = (now: number): string => {
	const date = new Date(now);
	date.setUTCFullYear(date.getUTCFullYear() - 1);
	return date.toISOString().slice(0, 10);
};

const searchGithub = async <Schema extends v.GenericSchema>(
	{client, baseUrls, token}: SourceContext,
	kind: 'issues' | 'commits',
	terms: string,
	perPage: number,
	schema: Schema,
): Promise<v.InferOutput<Schema>> => {
	const parameters = new URLSearchParams({q: terms, per_page: String(perPage)});
	const {body} = await client.request({
		url: new URL(`${baseUrls.api}/search/${kind}?${parameters}`),
		accept: 'application/vnd.github+json',
		bucket: 'search',
		token,
	});
	return parseJson(schema, body);
};

const countResults = async (context: SourceContext, kind: 'issues' | 'commits', terms: string) =>
	(await searchGithub(context, kind, terms, 1, totalSchema)).total_count;

/* Other users' repositories in up to a hundred issues, pull requests and commits: a lower bound. */
const contributedTo = async (
	context: SourceContext,
	login: string,
	since: string,
): Promise<number> => {
	const elsewhere = `author:${login} -user:${login}`;
	const [issues, commits] = await Promise.all([
		searchGithub(context, 'issues', `${elsewhere} created:>=${since}`, 100, issuesSchema),
		searchGithub(context, 'commits', `${elsewhere} author-date:>=${since}`, 100, commitsSchema),
	]);
	const names = [
		...issues.items.map(item => item.repository_url.split('/').slice(-2).join('/')),
		...commits.items.map(item => item.repository.full_name),
	];
	return new Set(names.map(name => name.toLowerCase())).size;
};

/** GitHub's search: the numbers that REST does not have. */
export const search: Source = {
	provides: ['pullRequests', 'issues', 'commits', 'contributedTo', 'reviews'],
	fetch: async (context, report) => {
		const {login, wanted, now} = context;
		const since = yearAgo(now());
		const counts = {
			pullRequests: () => countResults(context, 'issues', `author:${login} type:pr`),
			issues: () => countResults(context, 'issues', `author:${login} type:issue`),
			commits: () => countResults(context, 'commits', `author:${login} author-date:>=${since}`),
			contributedTo: () => contributedTo(context, login, since),
			reviews: () =>
				countResults(
					context,
					'issues',
					`type:pr reviewed-by:${login} -author:${login} updated:>=${since}`,
				),
		} satisfies Partial<Record<MetricName, () => Promise<number>>>;
		await Promise.all(
			Object.entries(counts).map(async ([name, count]) => {
				if (!wanted.has(name as keyof typeof counts)) {
					return;
				}

				let metric: PartialMetrics[keyof typeof counts];
				try {
					metric = liveMetric(await count(), 'search', 'approximate', now);
				} catch (error) {
					metric = reasonOf(error);
				}

				report({[name]: metric});
			}),
		);
	},
};
