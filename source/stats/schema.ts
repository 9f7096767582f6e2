import * as v from 'valibot';
import shipped from '../../data/stats.json' with {type: 'json'};
import {printable} from '../text/sanitize.ts';
import {type Findings, metricNames} from './metric.ts';

/*
What values from the network may be. Everything else makes the answer malformed, so that nothing
outside these bounds gets as far as a screen, a file or a sum.
*/

/** Nobody has a billion of anything here. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999_999_999));

/** Bytes of one language in one repository: up to a terabyte, so that sums stay exact. */
export const bytes = v.pipe(
	v.number(),
	v.safeInteger(),
	v.minValue(0),
	v.maxValue(1_000_000_000_000),
);

/** A name to show: one line, bounded, without controls. */
export const name = v.pipe(
	v.string(),
	v.transform(text => printable(text, 60).trim()),
	v.minLength(1),
);

/** GitHub allows no other characters in a repository's name. */
export const repositoryName = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/));

export const color = v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/i));

const isMoment = (text: string) => text.length <= 40 && !Number.isNaN(Date.parse(text));

/** A moment as ISO 8601, UTC. */
export const moment = v.pipe(
	v.string(),
	v.check(isMoment),
	v.transform(text => new Date(text).toISOString()),
);

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** `YYYY-MM-DD` */
export const day = v.pipe(v.string(), v.check(isDay));

/** A year has 53 or 54 started weeks. */
export const mostDays = 54 * 7;

/*
Metrics as they are kept in a file: each known one by its name, with source, time and exactness.
Such a file may have been written by another version, another program or a hand, so it is read as
carefully as an answer from the network, and what does not fit is as if it were not there.
*/

const levels = v.picklist([0, 1, 2, 3, 4]);

const values = {
	stars: count,
	commits: count,
	pullRequests: count,
	issues: count,
	contributedTo: count,
	followers: count,
	reviews: count,
	rank: v.object({
		level: v.pipe(v.string(), v.regex(/^(?:S|[ABC][+-]?)$/)),
		percentile: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
	}),
	languages: v.object({
		shares: v.pipe(
			v.array(
				v.object({
					name: name,
					color: color,
					bytes: v.nullable(v.pipe(v.number(), v.minValue(0))),
					percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
				}),
			),
			v.maxLength(20),
		),
		coverage: v.optional(v.object({counted: count, of: count})),
	}),
	calendar: v.object({
		total: count,
		days: v.pipe(
			v.array(v.object({date: day, count: v.nullable(count), level: levels})),
			v.maxLength(mostDays),
		),
	}),
	repositories: v.pipe(
		v.array(
			v.object({
				name: repositoryName,
				url: v.pipe(v.string(), v.url(), v.maxLength(300), v.regex(/^https?:\/\/[!-~]+$/)),
				stars: count,
				fork: v.boolean(),
				language: v.nullable(name),
				pushedAt: v.nullable(moment),
			}),
		),
		v.maxLength(1000),
	),
};

const provenance = {
	source: v.picklist(['graphql', 'rest', 'search', 'calendar', 'card', 'formula']),
	fetchedAt: moment,
	exactness: v.picklist(['exact', 'approximate']),
};

/**
Reads stored metrics.

@param data - What was stored, by metric; anything.
@param freshness - How they come here now.
@param now - Milliseconds since the epoch; what claims to be of later is not trusted.
*/
export const parseMetrics = (
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

/**
The statistics that are shipped with the program, if they are this user's. Made by
`npm run snapshot`; until it has run, there are none.

@param now - Milliseconds since the epoch.
*/
export const shippedSnapshot = (login: string, now: number): Findings =>
	shipped.login.toLowerCase() === login.toLowerCase()
		? parseMetrics(shipped.metrics, 'snapshot', now)
		: {};
