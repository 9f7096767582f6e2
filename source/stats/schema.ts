import * as v from 'valibot';
import {type Findings, metricNames} from './metric.ts';
import * as shape from './shapes.ts';

/*
Metrics as they are kept in a file: each known one by its name, with source, time and exactness.
Such a file may have been written by another version, another program or a hand, so it is read as
carefully as an answer from the network, and what does not fit is as if it were not there.
*/

const levels = v.picklist([0, 1, 2, 3, 4]);

const values = {
	stars: shape.count,
	commits: shape.count,
	pullRequests: shape.count,
	issues: shape.count,
	contributedTo: shape.count,
	followers: shape.count,
	reviews: shape.count,
	rank: v.object({
		level: v.pipe(v.string(), v.regex(/^(?:S|[ABC][+-]?)$/)),
		percentile: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
	}),
	languages: v.object({
		shares: v.pipe(
			v.array(
				v.object({
					name: shape.name,
					color: shape.color,
					bytes: v.nullable(v.pipe(v.number(), v.minValue(0))),
					percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
				}),
			),
			v.maxLength(20),
		),
		coverage: v.optional(v.object({counted: shape.count, of: shape.count})),
	}),
	calendar: v.object({
		total: shape.count,
		days: v.pipe(
			v.array(v.object({date: shape.day, count: v.nullable(shape.count), level: levels})),
			v.maxLength(shape.mostDays),
		),
	}),
	repositories: v.pipe(
		v.array(
			v.object({
				name: shape.repositoryName,
				url: v.pipe(v.string(), v.url(), v.maxLength(300), v.regex(/^https?:\/\/[!-~]+$/)),
				stars: shape.count,
				fork: v.boolean(),
				language: v.nullable(shape.name),
				pushedAt: v.nullable(shape.moment),
			}),
		),
		v.maxLength(1000),
	),
};

const provenance = {
	source: v.picklist(['graphql', 'rest', 'search', 'calendar', 'card', 'formula']),
	fetchedAt: shape.moment,
	exactness: v.picklist(['exact', 'approximate']),
};

/**
Reads stored metrics.

@param data - What was stored, by metric; anything.
@param freshness - How they come here now.
@param now - Milliseconds since the epoch; what claims to be of later is not trusted.
*/
export const readStored = (
	data: Readonly<Record<string, unknown>>,
	freshness: 'cached' | 'snapshot',
	now: number,
): Findings => {
	const findings: [string, unknown][] = [];
	for (const name of metricNames) {
		const result = v.safeParse(v.object({value: values[name], ...provenance}), data[name]);
		if (result.success && Date.parse(result.output.fetchedAt) <= now) {
			findings.push([name, {...result.output, freshness}]);
		}
	}

	return Object.fromEntries(findings) as Findings;
};
