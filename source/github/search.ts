import * as v from 'valibot';
import type {Findings, MetricName} from '../stats/metric.ts';
import * as shape from '../stats/shapes.ts';
import {reasonOf} from '../stats/source-error.ts';
import {type Inquiry, live, readJson, type Source} from './source.ts';

/*
GitHub's search without a token: ten questions a minute. Its index lags, leaves out what is hidden
and counts commits on default branches only, so that all of it is near what the profile says and
none of it is exact.
*/

const totalShape = v.object({total_count: shape.count});

const ownerAndName = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/));

const issuesShape = v.object({
	items: v.pipe(
		v.array(v.object({repository_url: v.pipe(v.string(), v.maxLength(300))})),
		v.maxLength(100),
	),
});

const commitsShape = v.object({
	items: v.pipe(
		v.array(v.object({repository: v.object({full_name: ownerAndName})})),
		v.maxLength(100),
	),
});

/** The day a year ago, as the card's year rolls. */
const yearAgo = (now: number): string => {
	const date = new Date(now);
	date.setUTCFullYear(date.getUTCFullYear() - 1);
	return date.toISOString().slice(0, 10);
};

const ask = async <Schema extends v.GenericSchema>(
	{client, baseUrls, token}: Inquiry,
	kind: 'issues' | 'commits',
	terms: string,
	perPage: number,
	schema: Schema,
): Promise<v.InferOutput<Schema>> => {
	const parameters = new URLSearchParams({q: terms, per_page: String(perPage)});
	const {body} = await client.ask({
		url: new URL(`${baseUrls.api}/search/${kind}?${parameters}`),
		accept: 'application/vnd.github+json',
		bucket: 'search',
		token,
	});
	return readJson(schema, body);
};

const total = async (inquiry: Inquiry, kind: 'issues' | 'commits', terms: string) =>
	(await ask(inquiry, kind, terms, 1, totalShape)).total_count;

/* The repositories of others seen in a hundred issues, pull requests and commits: a lower bound. */
const contributedTo = async (inquiry: Inquiry, login: string, since: string): Promise<number> => {
	const elsewhere = `author:${login} -user:${login}`;
	const [issues, commits] = await Promise.all([
		ask(inquiry, 'issues', `${elsewhere} created:>=${since}`, 100, issuesShape),
		ask(inquiry, 'commits', `${elsewhere} author-date:>=${since}`, 100, commitsShape),
	]);
	const names = [
		...issues.items.map(item => item.repository_url.split('/').slice(-2).join('/')),
		...commits.items.map(item => item.repository.full_name),
	];
	return new Set(names.map(name => name.toLowerCase())).size;
};

/** GitHub's search: what REST has no number for. */
export const search: Source = {
	tells: ['pullRequests', 'issues', 'commits', 'contributedTo', 'reviews'],
	ask: async (inquiry, tell) => {
		const {login, wanted, now} = inquiry;
		const since = yearAgo(now());
		const counts = {
			pullRequests: () => total(inquiry, 'issues', `author:${login} type:pr`),
			issues: () => total(inquiry, 'issues', `author:${login} type:issue`),
			commits: () => total(inquiry, 'commits', `author:${login} author-date:>=${since}`),
			contributedTo: () => contributedTo(inquiry, login, since),
			reviews: () =>
				total(
					inquiry,
					'issues',
					`type:pr reviewed-by:${login} -author:${login} updated:>=${since}`,
				),
		} satisfies Partial<Record<MetricName, () => Promise<number>>>;
		await Promise.all(
			Object.entries(counts).map(async ([name, count]) => {
				if (!wanted.has(name as keyof typeof counts)) {
					return;
				}

				let finding: Findings[keyof typeof counts];
				try {
					finding = live(await count(), 'search', 'approximate', now);
				} catch (error) {
					finding = reasonOf(error);
				}

				tell({[name]: finding});
			}),
		);
	},
};
