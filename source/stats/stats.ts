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
	/** `waiting`: nothing was requested yet. `settled`: nothing more will arrive. */
	readonly state: 'waiting' | 'asking' | 'settled';
	/** Requests of this fetch. */
	readonly progress: {readonly asked: number; readonly answered: number};
	/** Why the last fetch did not provide everything. */
	readonly lastError?: Reason | undefined;
};

export const emptyStats = (login: string): Stats => ({
	login,
	metrics: allMissing({code: 'waiting'}),
	state: 'waiting',
	progress: {asked: 0, answered: 0},
});

/** Stops waiting: metrics that are still being requested have timed out. */
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

/* An exact number of yesterday is better than an approximate one of today; languages hardly change. */
const exactTtl = (name: MetricName): number =>
	name === 'languages' ? Number.POSITIVE_INFINITY : day;

/** Whether a metric is preferred over an approximate one that is fetched at a given time. */
export const isPreferred = (metric: Metric<unknown>, name: MetricName, now: number): boolean =>
	isKnown(metric) &&
	metric.exactness === 'exact' &&
	now - Date.parse(metric.fetchedAt) < exactTtl(name);

/** Whether a metric should replace the present one. */
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
Merges what a source reported, metric by metric: the newer one wins, but an exact one is preferred over
an approximate one for a day. The rank is calculated from the others if they suffice.
*/
export const merge = (metrics: Metrics, reported: PartialMetrics): Metrics => {
	const merged: Record<string, Metric<unknown>> = {...metrics};
	for (const name of metricNames) {
		const found = reported[name];
		if (found !== undefined && isBetter(found, metrics[name], name)) {
			merged[name] = found;
		}
	}

	const rank = rankMetric(merged as Metrics);
	const reportedRank = merged.rank as Metrics['rank'];
	const isReportedRank = isKnown(reportedRank) && reportedRank.source !== 'formula';
	return {...(merged as Metrics), rank: isKnown(rank) || !isReportedRank ? rank : reportedRank};
};
