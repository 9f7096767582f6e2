import type {Section} from '../resume/sections.ts';
import {layoutBlocks} from './blocks.ts';
import type {LayoutOptions, Line} from './line.ts';
import {wrap} from './wrap.ts';

/** A whole section: its title, a blank line and its blocks. */
export const layoutSection = (
	{title, blocks}: Section,
	options: LayoutOptions,
): readonly Line[] => [
	...wrap([{text: title, role: 'title'}], options.width),
	[],
	...layoutBlocks(blocks, options),
];
