import type {Facts} from '../resume/blocks.ts';
import {decoration, type LayoutOptions, type Line, type Span} from './line.ts';
import {pack} from './pack.ts';

/** Short facts side by side, as many to a line as fit. */
export const layoutFacts = ({items}: Facts, {width}: LayoutOptions): readonly Line[] =>
	pack(
		items.map(({text, strong}): readonly Span[] => [{text, role: strong ? 'strong' : 'muted'}]),
		decoration(' · ', 'muted'),
		width,
	);
