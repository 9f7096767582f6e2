import {
	type Freshness,
	isKnown,
	type Known,
	type Metric,
	type MetricName,
	type Metrics,
	mostTelling,
	type Reason,
} from '../stats/metric.ts';
import type {Stats} from '../stats/stats.ts';
import {ageText, dateText, reasonText, timeText} from './wording.ts';

/*
How fresh and how exact the numbers are, in words: once for what is true of most of them, and by
name for those that differ.
*/

/** The statistics at one moment, for the sections that show them. */
export type Counted = {
	readonly stats: Stats;
	/**
	Milliseconds since the epoch, on a screen that changes as they pass: what ages are told from.
	Without it this is for a file: times are told instead, and nothing of what is under way or failed,
	which is soon not true any more.
	*/
	readonly now?: number;
	/** How a reader asks again, such as `r tries again`; where they can. */
	readonly again?: string | undefined;
};

/* What is shown, as it is called within a sentence. */
const names = {
	rank: 'rank',
	commits: 'commits',
	pullRequests: 'pull requests',
	issues: 'issues',
	stars: 'stars',
	followers: 'followers',
	contributedTo: 'contributed to',
	languages: 'languages',
	calendar: 'calendar',
} as const satisfies Partial<Record<MetricName, string>>;

type Named = {readonly name: string; readonly metric: Metric<unknown>};

const namedIn = (metrics: Metrics): readonly Named[] =>
	Object.entries(names).map(([metric, name]) => ({
		name,
		metric: metrics[metric as keyof typeof names],
	}));

type Group = {readonly said: string; readonly names: readonly string[]};

/* What numbers of one freshness have in common: the age is that of the oldest. */
const freshnessText = (
	freshness: Freshness,
	metrics: readonly Known<unknown>[],
	now: number | undefined,
): string => {
	const oldest = metrics.map(({fetchedAt}) => fetchedAt).sort()[0] ?? '';
	const when = now === undefined ? timeText(oldest) : ageText(oldest, now);
	switch (freshness) {
		case 'live':
			return `live, ${when}`;
		case 'cached':
			return `cached, ${when}`;
		case 'snapshot':
			return `snapshot of ${dateText(oldest)}`;
	}
};

/* The stalest first. */
const knownGroups = ({stats: {metrics}, now}: Counted): readonly Group[] =>
	(['snapshot', 'cached', 'live'] as const).flatMap((freshness): readonly Group[] => {
		const those = namedIn(metrics).flatMap(({name, metric}) =>
			isKnown(metric) && metric.freshness === freshness ? [{name, metric}] : [],
		);
		const said = freshnessText(
			freshness,
			those.map(({metric}) => metric),
			now,
		);
		return those.length === 0 ? [] : [{said, names: those.map(({name}) => name)}];
	});

const missingGroups = ({stats: {metrics}}: Counted): readonly Group[] => {
	const groups = new Map<string, string[]>();
	for (const {name, metric} of namedIn(metrics)) {
		if (!isKnown(metric)) {
			const said = reasonText(metric);
			groups.set(said, [...(groups.get(said) ?? []), name]);
		}
	}

	return [...groups].map(([said, names]) => ({said, names}));
};

/*
What the status says of the numbers. While they are replaced one by one it is what is true of the
stalest, so that it never promises too much; then what is true of most.
*/
const said = (counted: Counted): Group | undefined => {
	const groups = knownGroups(counted);
	return counted.stats.state === 'asking'
		? groups[0]
		: groups.toSorted((a, b) => b.names.length - a.names.length)[0];
};

const setbackOf = ({stats: {metrics, setback}}: Counted): Reason | undefined => {
	const reasons = Object.values(metrics).filter((metric): metric is Reason => !isKnown(metric));
	const isNothing = namedIn(metrics).every(({metric}) => !isKnown(metric));
	return setback ?? (isNothing ? mostTelling(reasons) : undefined);
};

/** What is true of most numbers, what is under way, and why something is not here. */
export const statusOf = (counted: Counted): readonly string[] => {
	const {state, progress} = counted.stats;
	const most = said(counted);
	const start = most === undefined ? [] : [most.said];
	if (counted.now === undefined) {
		return start;
	}

	if (state === 'asking') {
		const isAwaited = progress.answered < progress.asked;
		const count = isAwaited ? ` ${progress.answered}/${progress.asked}` : '';
		return [...start, `asking${count}`];
	}

	const setback = setbackOf(counted);
	if (setback === undefined) {
		return start;
	}

	const reason = reasonText(setback);
	const hasHint = state !== 'waiting' && counted.again !== undefined;
	return [...start, hasHint ? `${reason} (${counted.again})` : reason];
};

/* No sign stands alone between blanks: it would do so on a line of its own as well. */
const nearness = 'Approximate (≈): GitHub’s search and cards count slightly differently.';

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What the sign of an approximate number means, and which numbers differ from what the status says. */
export const notesOf = (counted: Counted): readonly string[] => {
	const {state, metrics} = counted.stats;
	const most = said(counted);
	if (most === undefined) {
		return [];
	}

	const isNear = namedIn(metrics).some(
		({metric}) => isKnown(metric) && metric.exactness === 'approximate',
	);
	const meanings = isNear ? [nearness] : [];
	if (state === 'asking') {
		return meanings;
	}

	const setback = setbackOf(counted);
	const known = knownGroups(counted).filter(group => group.said !== most.said);
	const missing = missingGroups(counted).filter(
		({said}) =>
			counted.now !== undefined && (setback === undefined || said !== reasonText(setback)),
	);
	return [
		...meanings,
		...known.map(({said, names}) => `${capital(said)}: ${names.join(', ')}.`),
		...missing.map(({said, names}) => `Not known: ${names.join(', ')} (${said}).`),
	];
};
