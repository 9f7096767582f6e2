import {isKnown, type Known, type Metric, type MetricName, type PartialMetrics} from './metric.ts';
import type {Rank} from './schema.ts';

/*
The rank of github-readme-stats (calculateRank.js at 5df91f9): each statistic is mapped to a curve
from 0 to 1, and the results are averaged by weight.
*/

const exponential = (x: number): number => 1 - 2 ** -x;
const logarithmic = (x: number): number => x / (1 + x);

type Curve = {
	readonly weight: number;
	/** Where the curve is at one half. */
	readonly median: number;
	readonly shape: (x: number) => number;
};

const curves = {
	commits: {weight: 2, median: 250, shape: exponential},
	pullRequests: {weight: 3, median: 50, shape: exponential},
	issues: {weight: 1, median: 25, shape: exponential},
	reviews: {weight: 1, median: 2, shape: exponential},
	stars: {weight: 4, median: 50, shape: logarithmic},
	followers: {weight: 1, median: 10, shape: logarithmic},
} as const satisfies Partial<Record<MetricName, Curve>>;

export type RankedName = keyof typeof curves;

const rankedNames = Object.keys(curves) as readonly RankedName[];

const totalWeight = rankedNames.reduce((sum, name) => sum + curves[name].weight, 0);

/** Best first: a percentile up to `top` has the level. */
const levels = [
	{level: 'S', top: 1},
	{level: 'A+', top: 12.5},
	{level: 'A', top: 25},
	{level: 'A-', top: 37.5},
	{level: 'B+', top: 50},
	{level: 'B', top: 62.5},
	{level: 'B-', top: 75},
	{level: 'C+', top: 87.5},
	{level: 'C', top: 100},
] as const;

/** All the levels' names, best first. */
export const levelNames: readonly string[] = levels.map(({level}) => level);

/** Whether a statistic counts towards the rank. */
export const isRanked = (name: MetricName): name is RankedName => Object.hasOwn(curves, name);

/**
A statistic's value on its curve.

@returns 0 (none) to 1 (never reached); 0.5 at the median.
*/
export const curveValue = (name: RankedName, count: number): number => {
	const {median, shape} = curves[name];
	return shape(count / median);
};

/**
The rank for given statistics.

@returns the level, and the percentile from 0 to 100, lower is better.
*/
export const calculateRank = (counts: Readonly<Record<RankedName, number>>): Rank => {
	const sum = rankedNames.reduce(
		(soFar, name) => soFar + curves[name].weight * curveValue(name, counts[name]),
		0,
	);
	const percentile = (1 - sum / totalWeight) * 100;
	const level = levels.find(({top}) => percentile <= top)?.level ?? 'C';
	return {level, percentile};
};

const staleness = {live: 0, cached: 1, snapshot: 2} as const;

/**
The rank as a metric: as old as the oldest of its inputs and as exact as the least exact. Reviews have
a weight of one twelfth and are on no card, so without them the rank is approximate; without any other
input it is unknown for the same reason.
*/
export const rankMetric = (metrics: PartialMetrics): Metric<Rank> => {
	const inputs: Known<number>[] = [];
	const counts = {commits: 0, pullRequests: 0, issues: 0, reviews: 0, stars: 0, followers: 0};
	for (const name of rankedNames) {
		const metric = metrics[name];
		if (isKnown(metric)) {
			inputs.push(metric);
			counts[name] = metric.value;
		} else if (name !== 'reviews') {
			return metric ?? {code: 'waiting'};
		}
	}

	const complete = inputs.length === rankedNames.length;
	return {
		value: calculateRank(counts),
		source: 'formula',
		fetchedAt: inputs.map(({fetchedAt}) => fetchedAt).sort()[0] ?? '',
		freshness: inputs
			.map(({freshness}) => freshness)
			.reduce((a, b) => (staleness[a] > staleness[b] ? a : b), 'live'),
		exactness:
			complete && inputs.every(({exactness}) => exactness === 'exact') ? 'exact' : 'approximate',
	};
};
