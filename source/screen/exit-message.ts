import {blank, type Line, prefix} from '../layout/line.ts';
import {layoutLinks} from '../layout/links.ts';
import type {Profile} from '../profile/schema.ts';

/**
What is printed after the screen: the name, the links, and how to come back.

@param command - Shows the résumé again.
@param columns - Of the terminal.
*/
export const exitMessage = (
	{name, links}: Profile,
	command: string,
	columns: number,
): readonly Line[] => {
	const lines: readonly Line[] = [
		[{text: name, role: 'strong'}],
		...layoutLinks({kind: 'links', items: links.items}, {width: columns - 2, badgeColors: false}),
		[
			{text: 'Come again: ', role: 'muted'},
			{text: command, role: 'text'},
		],
	];
	return [[], ...prefix(lines, [blank(2)]), []];
};
