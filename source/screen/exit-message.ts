import {blank, type Line, prefix} from '../layout/line.ts';
import {layoutLinks} from '../layout/links.ts';
import type {Profile} from '../profile/schema.ts';
import {paint} from './paint.ts';

/**
What stays on the visitor's own screen: the name, the links, and the way back.

@param comeAgain - The command that brought the visitor here.
*/
export const farewell = ({name, links}: Profile, comeAgain: string, columns: number): string => {
	const lines: readonly Line[] = [
		[{text: name, role: 'strong'}],
		...layoutLinks({kind: 'links', items: links.items}, {width: columns - 2, badgeColors: false}),
		[
			{text: 'Come again: ', role: 'muted'},
			{text: comeAgain, role: 'text'},
		],
	];
	return `\n${prefix(lines, [blank(2)])
		.map(paint)
		.join('\n')}\n\n`;
};
