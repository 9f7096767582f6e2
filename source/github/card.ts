import {reasonOf, SourceError} from '../stats/source-error.ts';
import {parseLanguageCard, parseStatisticsCard} from './card-svg.ts';
import {type Inquiry, live, type Source, type Tell} from './source.ts';

/*
The statistics card service: the last resort, asked for what no one else could tell. Its numbers
may be many hours old, so none of them is called exact.
*/

/* Asks one host after another, until one has a card. */
const askHosts = async <Card>(
	{client, baseUrls}: Inquiry,
	path: string,
	parse: (svg: string) => Card,
): Promise<Card> => {
	let failure: unknown = new SourceError({missing: 'service-down'});
	for (const host of baseUrls.cards) {
		try {
			const {body} = await client.ask({url: new URL(`${host}${path}`), accept: 'image/svg+xml'});
			return parse(body);
		} catch (error) {
			failure = error;
			if (reasonOf(error).missing === 'user-not-found') {
				break;
			}
		}
	}

	throw failure;
};

const askStatistics = async (inquiry: Inquiry, tell: Tell) => {
	const path = `/api?username=${inquiry.login}`;
	const card = await askHosts(inquiry, path, parseStatisticsCard);
	const told = <T>(value: T) => live(value, 'card', 'approximate', inquiry.now);
	tell({
		stars: told(card.stars),
		commits: told(card.commits),
		pullRequests: told(card.pullRequests),
		issues: told(card.issues),
		contributedTo: told(card.contributedTo),
		rank: told(card.rank),
	});
};

const askLanguages = async (inquiry: Inquiry, tell: Tell) => {
	const path = `/api/top-langs/?username=${inquiry.login}&layout=compact`;
	const shares = await askHosts(inquiry, path, parseLanguageCard);
	tell({languages: live({shares}, 'card', 'approximate', inquiry.now)});
};

const ofStatistics = [
	'stars',
	'commits',
	'pullRequests',
	'issues',
	'contributedTo',
	'rank',
] as const;

export const card: Source = {
	tells: [...ofStatistics, 'languages'],
	ask: async (inquiry, tell) => {
		const results = await Promise.allSettled([
			ofStatistics.some(name => inquiry.wanted.has(name))
				? askStatistics(inquiry, tell)
				: undefined,
			inquiry.wanted.has('languages') ? askLanguages(inquiry, tell) : undefined,
		]);
		const failure = results.find(({status}) => status === 'rejected');
		if (failure?.status === 'rejected') {
			throw failure.reason;
		}
	},
};
