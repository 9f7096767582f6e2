import type {Bars, Heatmap, Measure} from '../../resume/blocks.ts';
import {monthSums} from '../../resume/wording.ts';
import {escapeHtml} from './escape.ts';

/* The numbers are text in a table; the charts beside them are decorative. */

const barWidth = 200;

const bar = ({length, color}: Measure): string => {
	if (length === undefined) {
		return '';
	}

	const fill = color === undefined ? '' : ` fill="${escapeHtml(color)}"`;
	const width = Math.max(length > 0 ? 2 : 0, Math.round(length * barWidth));
	return (
		`<svg class="bar" viewBox="0 0 ${barWidth} 8" preserveAspectRatio="none" aria-hidden="true">` +
		`<rect class="track" width="${barWidth}" height="8" rx="2"/>` +
		`<rect width="${width}" height="8" rx="2"${fill}/></svg>`
	);
};

/** Numbers with their bars, as a table, and a legend. */
export const bars = ({items, legend}: Bars): string =>
	[
		'<table class="bars">',
		'<tbody>',
		...items.map(measure => {
			const {label, text, approximate} = measure;
			const number = approximate
				? `<span title="approximate">≈</span> ${escapeHtml(text)}`
				: escapeHtml(text);
			return `<tr><th scope="row">${escapeHtml(label)}</th><td class="count">${number}</td><td>${bar(measure)}</td></tr>`;
		}),
		'</tbody>',
		'</table>',
		...(legend === undefined ? [] : [`<p class="legend">${escapeHtml(legend)}</p>`]),
	].join('\n');

const cell = 10;

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

/** A year of days as a chart, a column per week, and its months as text. */
export const heatmap = ({calendar: {days}}: Heatmap): string => {
	const first = days[0]?.date ?? '1970-01-01';
	const start = dayOf(first) - new Date(first).getUTCDay();
	const rects = days.map(({date, level}) => {
		const index = dayOf(date) - start;
		const [x, y] = [Math.floor(index / 7) * cell, (index % 7) * cell];
		return `<rect class="level-${level}" x="${x}" y="${y}" width="8" height="8" rx="1"/>`;
	});
	const weeks = Math.floor((dayOf(days.at(-1)?.date ?? first) - start) / 7) + 1;
	const months = monthSums(days).map(([month, sum]) => `${month}: ${sum}`);
	return [
		`<svg class="heatmap" viewBox="0 0 ${weeks * cell} ${7 * cell}" aria-hidden="true">`,
		...rects,
		'</svg>',
		`<p class="months">${escapeHtml(months.join(', '))}</p>`,
	].join('\n');
};
