import type {Bars, Measure} from '../resume/blocks.ts';
import {blank, type LayoutOptions, type Line, lineWidth, type Span} from './line.ts';
import {textWidth} from './width.ts';
import {wrap} from './wrap.ts';

const gap = 2;

/** If a bar has less room than this, it gets its own line. */
const minBarWidth = 16;

/*
A line rather than full blocks, which would merge with the row below. Anything above zero is visible.
*/
const barSpans = (length: number, width: number, color: string | undefined): Line => {
	const halves = Math.max(length > 0 ? 1 : 0, Math.round(length * width * 2));
	const bar = '━'.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? '╸' : '');
	const rest = width - textWidth(bar);
	return [
		...(bar === '' ? [] : [{text: bar, role: 'bar', color, decoration: true} as const]),
		...(rest <= 0 ? [] : [{text: '·'.repeat(rest), role: 'track', decoration: true} as const]),
	];
};

const numberSpans = ({text, approximate}: Measure): Line => [
	...(approximate ? [{text: '≈ ', role: 'muted'} as const] : []),
	{text, role: text === '–' ? 'muted' : 'strong'},
];

/* The number at the right edge of its column. */
const numberColumn = (measure: Measure, width: number): Line => {
	const spans = numberSpans(measure);
	return [blank(width - lineWidth(spans)), ...spans];
};

const inlineBars = (items: readonly Measure[], labels: number, numbers: number, bars: number) =>
	items.map((measure): Line => {
		const {label, length, color} = measure;
		return [
			{text: label, role: 'text'},
			blank(labels - textWidth(label)),
			...numberColumn(measure, numbers),
			...(length === undefined || bars === 0 ? [] : [blank(gap), ...barSpans(length, bars, color)]),
		];
	});

const stackedBars = (items: readonly Measure[], width: number) =>
	items.flatMap((measure): readonly Line[] => {
		const {label, length, color} = measure;
		const numbers = numberSpans(measure);
		const room = width - lineWidth(numbers) - gap;
		const name: Span = {text: label, role: 'text'};
		const head: readonly Line[] =
			textWidth(label) <= room
				? [[name, blank(width - textWidth(label) - lineWidth(numbers)), ...numbers]]
				: [...wrap([name], width), numberColumn(measure, width)];
		return [...head, ...(length === undefined ? [] : [barSpans(length, width, color)])];
	});

/**
Numbers with their bars, side by side if there is room, otherwise each bar below its number; then the
legend. For screen readers, only the numbers.
*/
export const layoutBars = (
	{items, legend}: Bars,
	{width, screenReader}: LayoutOptions,
): readonly Line[] => {
	if (screenReader) {
		return items.flatMap(({label, text, approximate}) =>
			wrap([{text: `${label}: ${approximate ? 'about ' : ''}${text}`, role: 'text'}], width),
		);
	}

	const labels = Math.max(...items.map(({label}) => textWidth(label))) + gap;
	const numbers = Math.max(...items.map(measure => lineWidth(numberSpans(measure))));
	const room = width - labels - numbers - gap;
	return [
		...(room < minBarWidth ? stackedBars(items, width) : inlineBars(items, labels, numbers, room)),
		...(legend === undefined ? [] : [[], ...wrap([{text: legend, role: 'muted'}], width)]),
	];
};
