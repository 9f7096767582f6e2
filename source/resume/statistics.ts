import {
	isKnown,
	type Known,
	type Metric,
	type MetricName,
	type Metrics,
	mostTelling,
	type Reason,
} from '../stats/metric.ts';
import {isRanked, standing} from '../stats/rank.ts';
import type {Stats} from '../stats/stats.ts';
import type {Block, Fact, Facts, Measure, Origin} from './blocks.ts';
import {ageText, countText, dateText, reasonText, timeText} from './wording.ts';

/** The statistics at one moment, for the sections that show them. */
export type Counted = {
	readonly stats: Stats;
	/**
	Milliseconds since the epoch: what ages are told from. Without it times are told instead, as in
	what is kept.
	*/
	readonly now?: number;
	/** How a reader asks again, such as `r tries again`; where they can. */
	readonly again?: string | undefined;
};

const unknown = '–';

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

const near = ({exactness}: Known<unknown>): {readonly near?: true} =>
	exactness === 'approximate' ? {near: true} : {};

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
		...near(metric),
		...(isRanked(name) && {length: standing(name, value)}),
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
		...near(rank),
		length: 1 - percentile / 100,
		value: rank.value,
		origin,
	};
};

const shown: readonly (readonly [MetricName, string])[] = [
	['rank', 'rank'],
	...countNames.map(name => [name, countLabels[name].replace(/,.*/, '').toLowerCase()] as const),
	['languages', 'languages'],
	['calendar', 'calendar'],
];

/* What numbers of one freshness have in common: the age is that of the oldest. */
const freshnessText = (metrics: readonly Known<unknown>[], now: number | undefined): string => {
	const oldest = metrics.map(({fetchedAt}) => fetchedAt).sort()[0] ?? '';
	const when = now === undefined ? timeText(oldest) : ageText(oldest, now);
	switch (metrics[0]?.freshness) {
		case 'live':
			return `live, ${when}`;
		case 'cached':
			return `kept, ${when}`;
		default:
			return `snapshot of ${dateText(oldest)}`;
	}
};

type Group = {readonly said: string; readonly names: readonly string[]};

const known = (metrics: Metrics, now: number | undefined): readonly Group[] =>
	(['live', 'cached', 'snapshot'] as const)
		.map((freshness): Group => {
			const those = shown.flatMap(([name, label]) => {
				const metric: Metric<unknown> = metrics[name];
				return isKnown(metric) && metric.freshness === freshness ? [{label, metric}] : [];
			});
			return {
				said:
					those.length === 0
						? ''
						: freshnessText(
								those.map(({metric}) => metric),
								now,
							),
				names: those.map(({label}) => label),
			};
		})
		.filter(({names}) => names.length > 0)
		.toSorted((a, b) => b.names.length - a.names.length);

const missing = (metrics: Metrics): readonly Group[] => {
	const groups = new Map<string, string[]>();
	for (const [name, label] of shown) {
		const metric: Metric<unknown> = metrics[name];
		if (!isKnown(metric) && metric.missing !== 'asking') {
			const said = reasonText(metric);
			groups.set(said, [...(groups.get(said) ?? []), label]);
		}
	}

	return [...groups].map(([said, names]) => ({said, names}));
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const aside = (text: string): Block => ({kind: 'paragraph', text: [{text}], aside: true});

/* What is true of most numbers, what is under way, and why something is not here. */
const statusOf = ({stats, now, again}: Counted): readonly string[] => {
	const {metrics, state, progress, setback} = stats;
	const [most] = known(metrics, now);
	const reason: Reason | undefined =
		setback ??
		(most === undefined ? mostTelling(Object.values(metrics).filter(isReason)) : undefined);
	return [
		...(most === undefined ? [] : [most.said]),
		...(state === 'asking'
			? [`asking${progress.asked === 0 ? '' : ` ${progress.answered}/${progress.asked}`}`]
			: reason === undefined
				? []
				: [reasonText(reason), ...(again === undefined || state === 'waiting' ? [] : [again])]),
	];
};

const isReason = (metric: Metric<unknown>): metric is Reason => !isKnown(metric);

const scale = 'Bars: where a number stands on the rank’s curve, half way at the median.';

/* What the bars mean, and which numbers differ from what the status says of most. */
const notes = ({stats: {metrics, state, setback}, now}: Counted): readonly string[] => {
	const [most, ...others] = known(metrics, now);
	const hidden = setback === undefined ? undefined : reasonText(setback);
	const isNear = shown.some(([name]) => {
		const metric: Metric<unknown> = metrics[name];
		return isKnown(metric) && metric.exactness === 'approximate';
	});
	const absent = state === 'waiting' ? [] : missing(metrics);
	return [
		...(most === undefined ? [] : [scale]),
		...(isNear ? ['≈ is near: GitHub’s search and cards count a little otherwise.'] : []),
		...others.map(({said, names}) => `${capital(said)}: ${names.join(', ')}.`),
		...absent
			.filter(({said, names}) => said !== hidden && names.length < shown.length)
			.map(({said, names}) => `Not known: ${names.join(', ')} (${said}).`),
	];
};

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

/** The statistics' page. */
export const statisticsBlocks = (counted: Counted): readonly Block[] => {
	const {login, metrics} = counted.stats;
	const remarks = notes(counted);
	const status: Facts = {
		kind: 'facts',
		items: [
			{text: `GitHub · ${login}`, strong: true},
			...statusOf(counted).map((text): Fact => ({text})),
		],
	};
	return [
		status,
		{
			kind: 'bars',
			items: [rankMeasure(metrics), ...countNames.map(name => countMeasure(name, metrics[name]))],
		},
		...(remarks.length === 0 ? [] : [aside(remarks.join(' '))]),
		...languageBlocks(metrics),
		...calendarBlocks(metrics),
	];
};

/**
What is known of a work that is a public repository of the user's.

@returns its address and facts, or `undefined` if it is none or that is not known.
*/
export const repositoryFacts = (
	name: string,
	{stats}: Counted,
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
			text: `${countText(stars)} ${stars === 1 ? 'star' : 'stars'}`,
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
