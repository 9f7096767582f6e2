import {
	allMissing,
	isKnown,
	type Metric,
	type MetricName,
	type Metrics,
	metricNames,
	mostSpecific,
	type PartialMetrics,
	type Reason,
} from './metric.ts';
import {rankMetric} from './rank.ts';

/** What is known of a user at one moment. Plain data, fit for JSON. */
export type Stats = {
	readonly login: string;
	readonly metrics: Metrics;
	/** `waiting`: nothing was asked yet. `settled`: what can be had is here. */
	readonly state: 'waiting' | 'asking' | 'settled';
	/** Requests of this round. */
	readonly progress: {readonly asked: number; readonly answered: number};
	/** Why the last round left something out. */
	readonly lastError?: Reason | undefined;
};

export const emptyStats = (login: string): Stats => ({
	login,
	metrics: allMissing({code: 'waiting'}),
	state: 'waiting',
	progress: {asked: 0, answered: 0},
});

/** Statistics as they are when nobody waits any longer: what was still asked for came too late. */
export const settle = (stats: Stats): Stats => {
	if (stats.state !== 'asking') {
		return stats;
	}

	const late: Reason = {code: 'timed-out'};
	const metrics = Object.entries(stats.metrics).map(([name, metric]) => [
		name,
		isKnown(metric) ? metric : late,
	]);
	return {
		...stats,
		state: 'settled',
		lastError: late,
		metrics: Object.fromEntries(metrics) as Metrics,
	};
};

const day = 24 * 60 * 60 * 1000;

/* An exact number of yesterday says more than a near one of now; languages hardly change at all. */
const exactTtl = (name: MetricName): number =>
	name === 'languages' ? Number.POSITIVE_INFINITY : day;

/** Whether an approximate answer at a given time would be worth less than the metric there is. */
export const isPreferred = (metric: Metric<unknown>, name: MetricName, now: number): boolean =>
	isKnown(metric) &&
	metric.exactness === 'exact' &&
	now - Date.parse(metric.fetchedAt) < exactTtl(name);

/** Whether a finding is to stand instead of what is there. */
const isBetter = (found: Metric<unknown>, present: Metric<unknown>, name: MetricName): boolean => {
	if (!isKnown(found)) {
		return !isKnown(present) && mostSpecific([present, found]) === found;
	}

	if (!isKnown(present)) {
		return true;
	}

	const foundAt = Date.parse(found.fetchedAt);
	const presentAt = Date.parse(present.fetchedAt);
	if (found.exactness === present.exactness) {
		return foundAt >= presentAt;
	}

	return found.exactness === 'exact'
		? isPreferred(found, name, presentAt)
		: !isPreferred(present, name, foundAt);
};

/**
Takes in what a source found, metric by metric: the newer one stands, but an exact one outlasts an
approximate one for a day. The rank follows from the others wherever they suffice.
*/
export const merge = (metrics: Metrics, findings: PartialMetrics): Metrics => {
	const merged: Record<string, Metric<unknown>> = {...metrics};
	for (const name of metricNames) {
		const found = findings[name];
		if (found !== undefined && isBetter(found, metrics[name], name)) {
			merged[name] = found;
		}
	}

	const rank = rankMetric(merged as Metrics);
	const given = merged.rank as Metrics['rank'];
	const isGivenBetter = isKnown(given) && given.source !== 'formula';
	return {...(merged as Metrics), rank: isKnown(rank) || !isGivenBetter ? rank : given};
};
