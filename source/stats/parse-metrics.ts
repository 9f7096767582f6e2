import * as v from 'valibot';
import snapshot from '../../data/stats.json' with {type: 'json'};
import {metricNames, type PartialMetrics} from './metric.ts';
import * as schema from './schema.ts';

/*
Metrics in a file: each known one by its name, with source, time and exactness. The file may have
been written by another version, another program or by hand, so it is read as carefully as a response
from the network, and what is invalid is ignored.
*/

const provenance = {
	source: schema.source,
	fetchedAt: schema.moment,
	exactness: schema.exactness,
};

/**
Reads stored metrics.

@param data - By metric; anything.
@param now - Milliseconds since the epoch; what claims to be from the future is ignored.
*/
export const parseMetrics = (
	data: Readonly<Record<string, unknown>>,
	freshness: 'cached' | 'snapshot',
	now: number,
): PartialMetrics => {
	const metrics: [string, unknown][] = [];
	for (const name of metricNames) {
		const result = v.safeParse(v.object({value: schema.values[name], ...provenance}), data[name]);
		if (result.success && Date.parse(result.output.fetchedAt) <= now) {
			metrics.push([name, {...result.output, freshness}]);
		}
	}

	return Object.fromEntries(metrics) as PartialMetrics;
};

/**
The metrics that are bundled with the program, if they are this user's. `npm run snapshot` creates
them; until it has run, there are none.

@param now - Milliseconds since the epoch.
*/
export const bundledMetrics = (login: string, now: number): PartialMetrics =>
	snapshot.login.toLowerCase() === login.toLowerCase()
		? parseMetrics(snapshot.metrics, 'snapshot', now)
		: {};
