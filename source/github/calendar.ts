import {SourceError} from '../stats/metric.ts';
import {type Calendar, type Day, maxDays} from '../stats/schema.ts';
import {liveMetric, type Source} from './source.ts';

/*
The contribution calendar on the profile's page: the only place that has it without a token. The page
is not an API: if it cannot be parsed, there is no heatmap, and nothing else is lost.
*/

/* No pattern crosses an angle bracket, so each tag is scanned once, whatever the page contains. */
const cellPattern = /<td\b([^<>]*)>/g;
const tipPattern = /<tool-tip\b([^<>]*)>\s{0,20}([\d,]{1,12}|No) contributions?\b/g;
const totalPattern = /([\d,]{1,12})\s{1,20}contributions?\s{1,20}in the last year/;

const attribute = (tag: string, name: string): string | undefined =>
	new RegExp(`\\s${name}="([^"]{1,100})"`).exec(tag)?.[1];

const parseCount = (text: string): number => (text === 'No' ? 0 : Number(text.replaceAll(',', '')));

/**
Parses the page. Cells come row by row, all Sundays first; the counts are in tooltips that refer to
their cells.

@param html - At most a few megabytes.
@throws {SourceError} if it contains no calendar.
*/
export const parseCalendar = (html: string): Calendar => {
	const counts = new Map<string, number>();
	for (const [, tag = '', count = ''] of html.matchAll(tipPattern)) {
		const cell = attribute(tag, 'for');
		if (cell !== undefined) {
			counts.set(cell, parseCount(count));
		}
	}

	const days: Day[] = [];
	for (const [, tag = ''] of html.matchAll(cellPattern)) {
		const date = attribute(tag, 'data-date');
		if (date === undefined) {
			continue;
		}

		const level = attribute(tag, 'data-level') ?? '';
		if (
			!/^\d{4}-\d\d-\d\d$/.test(date) ||
			Number.isNaN(Date.parse(date)) ||
			!/^[0-4]$/.test(level)
		) {
			throw new SourceError({code: 'malformed'});
		}

		days.push({date, level: Number(level), count: counts.get(attribute(tag, 'id') ?? '') ?? null});
	}

	days.sort((a, b) => (a.date < b.date ? -1 : 1));
	const hasDuplicates = days.some(({date}, index) => date === days[index + 1]?.date);
	const heading = totalPattern.exec(html)?.[1];
	const total =
		heading === undefined
			? days.reduce<number | null>(
					(sum, {count}) => (sum === null || count === null ? null : sum + count),
					0,
				)
			: parseCount(heading);
	if (days.length === 0 || days.length > maxDays || hasDuplicates || total === null) {
		throw new SourceError({code: 'malformed'});
	}

	return {total, days};
};

export const calendar: Source = {
	provides: ['calendar'],
	fetch: async ({client, baseUrls, login, now}, report) => {
		const {body} = await client.request({
			url: new URL(`${baseUrls.web}/users/${login}/contributions`),
			accept: 'text/html',
		});
		report({calendar: liveMetric(parseCalendar(body), 'calendar', 'exact', now)});
	},
};
