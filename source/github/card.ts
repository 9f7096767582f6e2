import {reasonOf, SourceError} from '../stats/metric.ts';
import {parseLanguageCard, parseStatsCard} from './card-svg.ts';
import {liveMetric, type Report, type Source, type SourceContext} from './source.ts';

/*
The statistics card service: the last resort, for what no other source provided. Its numbers
may be many hours old, so none of them counts as exact.
*/

/* Tries one host after another until one has a card. */
const fetchFromHosts = async <Card>(
	{client, baseUrls}: SourceContext,
	path: string,
	parse: (svg: string) => Card,
): Promise<Card> => {
	let failure: unknown = new SourceError({code: 'service-down'});
	for (const host of baseUrls.cards) {
		try {
			const {body} = await client.request({
				url: new URL(`${host}${path}`),
				accept: 'image/svg+xml',
			});
			return parse(body);
		} catch (error) {
			failure = error;
			if (reasonOf(error).code === 'user-not-found') {
				break;
			}
		}
	}

	throw failure;
};

const fetchStatsCard = async (context: SourceContext, report: Report) => {
	const path = `/api?username=${context.login}`;
	const card = await fetchFromHosts(context, path, parseStatsCard);
	const approximate = <T>(value: T) => liveMetric(value, 'card', 'approximate', context.now);
	report({
		stars: approximate(card.stars),
		commits: approximate(card.commits),
		pullRequests: approximate(card.pullRequests),
		issues: approximate(card.issues),
		contributedTo: approximate(card.contributedTo),
		rank: approximate(card.rank),
	});
};

const fetchLanguageCard = async (context: SourceContext, report: Report) => {
	const path = `/api/top-langs/?username=${context.login}&layout=compact`;
	const shares = await fetchFromHosts(context, path, parseLanguageCard);
	report({languages: liveMetric({shares}, 'card', 'approximate', context.now)});
};

const statsMetrics = [
	'stars',
	'commits',
	'pullRequests',
	'issues',
	'contributedTo',
	'rank',
] as const;

export const card: Source = {
	provides: [...statsMetrics, 'languages'],
	fetch: async (context, report) => {
		const results = await Promise.allSettled([
			statsMetrics.some(name => context.wanted.has(name))
				? fetchStatsCard(context, report)
				: undefined,
			context.wanted.has('languages') ? fetchLanguageCard(context, report) : undefined,
		]);
		const failure = results.find(({status}) => status === 'rejected');
		if (failure?.status === 'rejected') {
			throw failure.reason;
		}
	},
};
