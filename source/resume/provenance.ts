import {
	type Freshness,
	isKnown,
	type Known,
	type Metric,
	type MetricName,
	type Metrics,
	mostSpecific,
	type Reason,
} from '../stats/metric.ts';
import type {Stats} from '../stats/stats.ts';
import {ageText, dateText, reasonText, timeText} from './wording.ts';

/*
How fresh and how exact the numbers are, in words: once for most of them, and by name for those that
differ.
*/

/** The statistics at one moment, for the sections that show them. */
export type StatsView = {
	readonly stats: Stats;
	/**
	Milliseconds since the epoch: on a screen, which shows ages. A file has none: it shows times
	instead, and nothing of what is under way or failed, which would soon be out of date.
	*/
	readonly now?: number;
	/** How to retry, such as `r to retry`; only where that is possible. */
	readonly retryHint?: string | undefined;
};

/* The metrics on the page, as they are called within a sentence. */
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

type Group = {readonly text: string; readonly names: readonly string[]};

/* The age is that of the oldest. */
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
const knownGroups = ({stats: {metrics}, now}: StatsView): readonly Group[] =>
	(['snapshot', 'cached', 'live'] as const).flatMap((freshness): readonly Group[] => {
		const those = namedIn(metrics).flatMap(({name, metric}) =>
			isKnown(metric) && metric.freshness === freshness ? [{name, metric}] : [],
		);
		const text = freshnessText(
			freshness,
			those.map(({metric}) => metric),
			now,
		);
		return those.length === 0 ? [] : [{text, names: those.map(({name}) => name)}];
	});

const unknownGroups = ({stats: {metrics}}: StatsView): readonly Group[] => {
	const groups = new Map<string, string[]>();
	for (const {name, metric} of namedIn(metrics)) {
		if (!isKnown(metric)) {
			const text = reasonText(metric);
			groups.set(text, [...(groups.get(text) ?? []), name]);
		}
	}

	return [...groups].map(([text, names]) => ({text, names}));
};

/*
The group that the status describes: while numbers are being replaced one by one the stalest, so that
it never promises too much; then the largest.
*/
const mainGroup = (view: StatsView): Group | undefined => {
	const groups = knownGroups(view);
	return view.stats.state === 'asking'
		? groups[0]
		: groups.toSorted((a, b) => b.names.length - a.names.length)[0];
};

const errorOf = ({stats: {metrics, lastError}}: StatsView): Reason | undefined => {
	const reasons = Object.values(metrics).filter((metric): metric is Reason => !isKnown(metric));
	const isEmpty = namedIn(metrics).every(({metric}) => !isKnown(metric));
	return lastError ?? (isEmpty ? mostSpecific(reasons) : undefined);
};

/** How fresh most numbers are, what is under way, and why something is missing. */
export const statusOf = (view: StatsView): readonly string[] => {
	const {state, progress} = view.stats;
	const main = mainGroup(view);
	const start = main === undefined ? [] : [main.text];
	if (view.now === undefined) {
		return start;
	}

	if (state === 'asking') {
		const isWaiting = progress.answered < progress.asked;
		const count = isWaiting ? ` ${progress.answered}/${progress.asked}` : '';
		return [...start, `asking${count}`];
	}

	const error = errorOf(view);
	if (error === undefined) {
		return start;
	}

	const reason = reasonText(error);
	const hasHint = state !== 'waiting' && view.retryHint !== undefined;
	return [...start, hasHint ? `${reason} (${view.retryHint})` : reason];
};

/* The sign is in parentheses: between spaces, it could end up alone on a line. */
const approximateNote = 'Approximate (≈): GitHub’s search and cards count slightly differently.';

const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What the sign of an approximate number means, and which numbers differ from the status. */
export const notesOf = (view: StatsView): readonly string[] => {
	const {state, metrics} = view.stats;
	const main = mainGroup(view);
	if (main === undefined) {
		return [];
	}

	const hasApproximate = namedIn(metrics).some(
		({metric}) => isKnown(metric) && metric.exactness === 'approximate',
	);
	const notes = hasApproximate ? [approximateNote] : [];
	if (state === 'asking') {
		return notes;
	}

	const error = errorOf(view);
	const known = knownGroups(view).filter(group => group.text !== main.text);
	const unknown = unknownGroups(view).filter(
		({text}) => view.now !== undefined && (error === undefined || text !== reasonText(error)),
	);
	return [
		...notes,
		...known.map(({text, names}) => `${capitalize(text)}: ${names.join(', ')}.`),
		...unknown.map(({text, names}) => `Not known: ${names.join(', ')} (${text}).`),
	];
};
