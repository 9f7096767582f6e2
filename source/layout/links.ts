import type {Links} from '../resume/blocks.ts';
import {blank, type LayoutOptions, type Line, prefix, type Span, textWidth} from './line.ts';
import {wrap} from './wrap.ts';

const gap = 3;

/** Labels beside their addresses, or above them where both do not fit. */
export const layoutLinks = ({items}: Links, {width}: LayoutOptions): readonly Line[] => {
	const column = Math.max(...items.map(({label}) => textWidth(label))) + gap;
	const aligned = items.every(({url}) => column + textWidth(url) <= width);
	return items.flatMap(({label, url}, index): readonly Line[] => {
		const address: Span = {text: url, role: 'link', url};
		const name: Span = {text: label, role: 'label'};
		if (aligned) {
			return [[name, blank(column - textWidth(label)), address]];
		}

		return [
			...(index === 0 ? [] : [[]]),
			...wrap([name], width),
			...prefix(wrap([address], width - 2), [blank(2)]),
		];
	});
};
