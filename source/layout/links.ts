import type {Links} from '../resume/blocks.ts';
import {flow} from './flow.ts';
import {blank, type LayoutOptions, type Line, markEntry, prefix, type Span} from './line.ts';
import {textWidth} from './width.ts';
import {wrap} from './wrap.ts';

const gap = 3;

/* A URL that is longer than a line breaks after slashes. */
const layoutUrl = (url: string, width: number): readonly Line[] =>
	flow(
		url.split(/(?<=\/)(?=[^/])/).map((text): readonly Span[] => [{text, role: 'link', url}]),
		blank(0),
		width,
	);

/** Labels beside their URLs, or above them if they do not fit side by side. */
export const layoutLinks = ({items}: Links, {width}: LayoutOptions): readonly Line[] => {
	const column = Math.max(...items.map(({label}) => textWidth(label))) + gap;
	const aligned = items.every(({url}) => column + textWidth(url) <= width);
	return items.flatMap(({label, url, entry}, index): readonly Line[] => {
		const name: Span = {text: label, role: 'label'};
		if (aligned) {
			const line: Line = [name, blank(column - textWidth(label)), {text: url, role: 'link', url}];
			return markEntry([line], entry);
		}

		const lines = [...wrap([name], width), ...prefix(layoutUrl(url, width - 2), [blank(2)])];
		return [...(index === 0 ? [] : [[]]), ...markEntry(lines, entry)];
	});
};
