import type {Heatmap} from '../resume/blocks.ts';
import {dateText, monthSums, monthText} from '../resume/wording.ts';
import type {Day} from '../stats/schema.ts';
import {flow} from './flow.ts';
import {blank, type LayoutOptions, type Line, lineWidth, prefix, type Span} from './line.ts';

/* From level 0 to 4; each is darker than the one before, in ASCII too. */
const shades = [' ', '░', '▒', '▓', '█'];

const weekdays = ['', 'Mon', '', 'Wed', '', 'Fri', ''];
const margin = 4;

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

/* Weeks from Sunday to Saturday; the first and the last may have gaps. */
const weeksOf = (days: readonly Day[]): readonly (readonly (Day | undefined)[])[] => {
	const weeks: (Day | undefined)[][] = [];
	for (const day of days) {
		const weekday = weekdayOf(day.date);
		if (weekday === 0 || weeks.length === 0) {
			weeks.push(Array.from({length: 7}));
		}

		const week = weeks.at(-1);
		if (week !== undefined) {
			week[weekday] = day;
		}
	}

	return weeks;
};

const firstDay = (week: readonly (Day | undefined)[] | undefined): string =>
	week?.find(day => day !== undefined)?.date ?? '';

/* The names of the months, each above its first week, if there is room. */
const monthLine = (weeks: readonly (readonly (Day | undefined)[])[]): string => {
	let line = '';
	for (const [index, week] of weeks.entries()) {
		const isNew = monthText(firstDay(week)) !== monthText(firstDay(weeks[index - 1]));
		if (isNew && index > 0 && line.length <= index && index + 3 <= weeks.length) {
			line = `${line.padEnd(index)}${monthText(firstDay(week))} `;
		}
	}

	return line.trimEnd();
};

const cellLines = (weeks: readonly (readonly (Day | undefined)[])[]): readonly Line[] =>
	weekdays.map((name, weekday): Line => {
		const cells = weeks.map(week => shades[week[weekday]?.level ?? 0] ?? ' ').join('');
		return [
			{text: name.padEnd(margin), role: 'muted', decoration: true},
			{text: cells, role: 'bar', decoration: true},
		];
	});

/* Aligned with the cells if there is room, otherwise with the names of the weekdays. */
const legend = (since: string | undefined, width: number): readonly Line[] => {
	const scale: readonly Span[] = [
		{text: 'less ', role: 'muted'},
		{text: shades.slice(1).join(''), role: 'bar', decoration: true},
		{text: ' more', role: 'muted'},
	];
	const items = since === undefined ? [scale] : [[{text: since, role: 'muted'} as const], scale];
	const indent = lineWidth(scale) + margin <= width ? margin : 0;
	return prefix(flow(items, {text: ', ', role: 'muted'}, width - indent), [blank(indent)]);
};

/**
A year of days, a column per week, as many recent weeks as fit. For screen readers, monthly totals.
*/
export const layoutHeatmap = (
	{calendar: {days}}: Heatmap,
	{width, screenReader}: LayoutOptions,
): readonly Line[] => {
	if (screenReader) {
		const sums = monthSums(days).map(([month, sum]): readonly Span[] => [
			{text: `${month}: ${sum}`, role: 'text'},
		]);
		return flow(sums, {text: ', ', role: 'text'}, width);
	}

	const all = weeksOf(days);
	const weeks = all.slice(-Math.max(1, width - margin));
	const since =
		weeks.length < all.length ? `since ${dateText(firstDay(weeks[0])).slice(0, -5)}` : undefined;
	return [
		[blank(margin), {text: monthLine(weeks), role: 'muted', decoration: true}],
		...cellLines(weeks),
		...legend(since, width),
	];
};
