import {shortNumber} from '../resume/wording.ts';
import {isKnown, type Known, type Metric, type MetricName, type Metrics} from '../stats/metric.ts';
import {curveValue, isRanked} from '../stats/rank.ts';
import type {Block, Fact, Facts, Measure, Origin} from './blocks.ts';
import {notesOf, type StatsView, statusOf} from './provenance.ts';
import {countText, dateText} from './wording.ts';

const unknown = '–';

const legend = 'Bars: where a number stands on the rank’s curve, half way at the median.';

const originOf = (metric: Metric<unknown>): Origin => {
	if (!isKnown(metric)) {
		return metric;
	}

	const {value: _, ...origin} = metric;
	return origin;
};

const countLabels = {
	commits: 'Commits, last year',
	pullRequests: 'Pull requests',
	issues: 'Issues',
	stars: 'Stars',
	followers: 'Followers',
	contributedTo: 'Contributed to, last year',
} as const satisfies Partial<Record<MetricName, string>>;

type CountName = keyof typeof countLabels;

const countNames = Object.keys(countLabels) as readonly CountName[];

const approximateFlag = ({exactness}: Known<unknown>): {readonly approximate?: true} =>
	exactness === 'approximate' ? {approximate: true} : {};

const countMeasure = (name: CountName, metric: Metric<number>): Measure => {
	const label = countLabels[name];
	const origin = originOf(metric);
	if (!isKnown(metric)) {
		return {label, text: unknown, origin};
	}

	const {value} = metric;
	return {
		label,
		text: countText(value),
		...approximateFlag(metric),
		...(isRanked(name) && {length: curveValue(name, value)}),
		value,
		origin,
	};
};

const rankMeasure = ({rank}: Metrics): Measure => {
	const origin = originOf(rank);
	if (!isKnown(rank)) {
		return {label: 'Rank', text: unknown, origin};
	}

	const {level, percentile} = rank.value;
	return {
		label: `Rank, top ${Math.max(1, Math.round(percentile))} %`,
		text: level,
		...approximateFlag(rank),
		length: 1 - percentile / 100,
		value: rank.value,
		origin,
	};
};

const aside = (text: string): Block => ({kind: 'paragraph', text: [{text}], aside: true});

const languageBlocks = ({languages}: Metrics): readonly Block[] => {
	if (!isKnown(languages)) {
		return [];
	}

	const {shares, coverage} = languages.value;
	const origin = originOf(languages);
	const part =
		coverage === undefined || coverage.counted === coverage.of
			? []
			: [aside(`From ${coverage.counted} of ${coverage.of} repositories.`)];
	return [
		{
			kind: 'group',
			title: 'Languages',
			blocks: [
				shares.length === 0
					? aside('No code in public repositories yet.')
					: {
							kind: 'bars',
							items: shares.map(({name, color, percent}) => ({
								label: name,
								text: `${percent.toFixed(2)} %`,
								length: percent / 100,
								color,
								value: percent,
								origin,
							})),
						},
				...part,
			],
		},
	];
};

const calendarBlocks = ({calendar}: Metrics): readonly Block[] =>
	isKnown(calendar)
		? [
				{
					kind: 'group',
					title: `${countText(calendar.value.total)} contributions in the last year`,
					blocks: [{kind: 'heatmap', calendar: calendar.value, origin: originOf(calendar)}],
				},
			]
		: [];

/** The Stats page. */
export const statsBlocks = (view: StatsView): readonly Block[] => {
	const {login, metrics} = view.stats;
	const notes = notesOf(view);
	const measures = [
		rankMeasure(metrics),
		...countNames.map(name => countMeasure(name, metrics[name])),
	];
	const hasBars = measures.some(({length}) => length !== undefined);
	const status: Facts = {
		kind: 'facts',
		items: [
			{text: `GitHub · ${login}`, strong: true},
			...statusOf(view).map((text): Fact => ({text})),
		],
	};
	return [
		status,
		{kind: 'bars', items: measures, ...(hasBars && {legend})},
		...(notes.length === 0 ? [] : [aside(notes.join(' '))]),
		...languageBlocks(metrics),
		...calendarBlocks(metrics),
	];
};

/**
What is known of a project that is a public repository of the user's.

@returns its URL and facts, or `undefined` if it is not one or not known.
*/
export const repositoryFacts = (
	name: string,
	{stats}: StatsView,
): {readonly url: string; readonly facts: Facts} | undefined => {
	const {repositories} = stats.metrics;
	if (!isKnown(repositories)) {
		return undefined;
	}

	const repository = repositories.value.find(
		candidate => candidate.name.toLowerCase() === name.toLowerCase(),
	);
	if (repository === undefined) {
		return undefined;
	}

	const {url, stars, language, pushedAt} = repository;
	const origin = originOf(repositories);
	const items: readonly Fact[] = [
		{
			text: `${shortNumber(stars)} ${stars === 1 ? 'star' : 'stars'}`,
			name: 'stars',
			value: stars,
			origin,
		},
		...(language === null ? [] : [{text: language, name: 'language', value: language, origin}]),
		...(pushedAt === null
			? []
			: [
					{
						text: `last push ${dateText(pushedAt)}`,
						name: 'pushedAt',
						value: pushedAt,
						origin,
					},
				]),
	];
	return {url, facts: {kind: 'facts', items}};
};
