import type {Calendar, Day} from '../stats/metric.ts';
import {mostDays} from '../stats/shapes.ts';
import {SourceError} from '../stats/source-error.ts';
import {live, type Source} from './source.ts';

/*
The contribution calendar as the profile's page has it: the one place that shows it without a
token. It is a page and no interface, so it is a decoration: where it cannot be read, there is no
heatmap, and nothing else is lost.
*/

/* No tag holds another's bracket, so each is read once, however the page is made. */
const cellPattern = /<td\b([^<>]*)>/g;
const tipPattern = /<tool-tip\b([^<>]*)>\s{0,20}([\d,]{1,12}|No) contributions?\b/g;
const totalPattern = /([\d,]{1,12})\s{1,20}contributions?\s{1,20}in the last year/;

const attribute = (tag: string, name: string): string | undefined =>
	new RegExp(`\\s${name}="([^"]{1,100})"`).exec(tag)?.[1];

const numberOf = (text: string): number => (text === 'No' ? 0 : Number(text.replaceAll(',', '')));

/**
Reads the page. Cells come row by row, all Sundays first, and the counts stand in tooltips that
name their cell.

@param html - At most a few megabytes.
@throws {SourceError} if there is no calendar in it.
*/
export const parseCalendar = (html: string): Calendar => {
	const counts = new Map<string, number>();
	for (const [, tag = '', count = ''] of html.matchAll(tipPattern)) {
		const cell = attribute(tag, 'for');
		if (cell !== undefined) {
			counts.set(cell, numberOf(count));
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
			throw new SourceError({missing: 'malformed'});
		}

		days.push({date, level: Number(level), count: counts.get(attribute(tag, 'id') ?? '') ?? null});
	}

	days.sort((a, b) => (a.date < b.date ? -1 : 1));
	const isDoubled = days.some(({date}, index) => date === days[index + 1]?.date);
	const written = totalPattern.exec(html)?.[1];
	const total =
		written === undefined
			? days.reduce<number | null>(
					(sum, {count}) => (sum === null || count === null ? null : sum + count),
					0,
				)
			: numberOf(written);
	if (days.length === 0 || days.length > mostDays || isDoubled || total === null) {
		throw new SourceError({missing: 'malformed'});
	}

	return {total, days};
};

export const calendar: Source = {
	tells: ['calendar'],
	ask: async ({client, baseUrls, login, now}, tell) => {
		const {body} = await client.ask({
			url: new URL(`${baseUrls.web}/users/${login}/contributions`),
			accept: 'text/html',
		});
		tell({calendar: live(parseCalendar(body), 'calendar', 'exact', now)});
	},
};
