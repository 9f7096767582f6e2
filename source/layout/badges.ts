import type {Badges} from '../resume/blocks.ts';
import {blank, type LayoutOptions, type Line, type Span} from './line.ts';
import {pack} from './pack.ts';

/** Badges on their own colors, or in brackets where there are none. */
export const layoutBadges = (
	{items}: Badges,
	{width, badgeColors}: LayoutOptions,
): readonly Line[] => {
	const chips = items.map(({label, message, color}): readonly Span[] => {
		const text = message === undefined ? label : `${label} · ${message}`;
		return badgeColors
			? [{text: ` ${text} `, role: 'badge', background: color}]
			: [{text: `[${text}]`, role: 'badge'}];
	});
	return pack(chips, blank(1), width);
};
