import type {Badges, Block, Facts, Group, List, Paragraph, Quote, Terms} from '../resume/blocks.ts';
import type {Section} from '../resume/sections.ts';
import {layoutBars} from './bars.ts';
import {flow} from './flow.ts';
import {layoutHeatmap} from './heatmap.ts';
import {
	blank,
	decoration,
	inlineSpans,
	type LayoutOptions,
	type Line,
	markEntry,
	prefix,
	type Span,
} from './line.ts';
import {layoutLinks} from './links.ts';
import {wrap} from './wrap.ts';

const layoutParagraph = ({text, aside}: Paragraph, {width}: LayoutOptions): readonly Line[] =>
	wrap(inlineSpans(text, aside ? 'muted' : 'text'), width);

const layoutList = ({items}: List, {width}: LayoutOptions): readonly Line[] =>
	items.flatMap(({label, text, entry}) => {
		const name: readonly Span[] = label === undefined ? [] : [{text: `${label}: `, role: 'label'}];
		const lines = prefix(
			wrap([...name, ...inlineSpans(text)], width - 2),
			[decoration(label === undefined ? '▪ ' : '→ ')],
			[blank(2)],
		);
		return markEntry(lines, entry);
	});

const layoutQuote = ({text}: Quote, {width}: LayoutOptions): readonly Line[] =>
	prefix(wrap(inlineSpans(text, 'quote'), width - 2), [decoration('│ ')]);

const dot = decoration(' · ', 'muted');

const layoutTerms = ({rows}: Terms, {width}: LayoutOptions): readonly Line[] =>
	rows.flatMap(row =>
		flow(
			row.map((text): readonly Span[] => [{text, role: 'text'}]),
			dot,
			width,
		),
	);

const layoutFacts = ({items}: Facts, {width}: LayoutOptions): readonly Line[] =>
	flow(
		items.map(({text, strong}): readonly Span[] => [{text, role: strong ? 'strong' : 'muted'}]),
		dot,
		width,
	);

/* On their own colors, or in brackets where there are none. */
const layoutBadges = ({items}: Badges, {width, badgeColors}: LayoutOptions): readonly Line[] =>
	flow(
		items.map(({label, message, color}): readonly Span[] => {
			const text = message === undefined ? label : `${label} · ${message}`;
			return badgeColors
				? [{text: ` ${text} `, role: 'badge', background: color}]
				: [{text: `[${text}]`, role: 'badge'}];
		}),
		blank(1),
		width,
	);

const layoutGroup = (group: Group, options: LayoutOptions): readonly Line[] => {
	const {title, number, url, blocks, entry} = group;
	const indent = number === undefined ? 2 : 3;
	const inner = {...options, width: options.width - indent};
	const count: readonly Span[] =
		number === undefined ? [] : [{text: `${number}. `, role: 'marker'}];
	const lines = [
		...wrap([...count, {text: title, role: 'heading', url}], options.width),
		...prefix(
			[
				...(url === undefined ? [] : wrap([{text: url, role: 'link', url}], inner.width)),
				...layoutBlocks(blocks, inner),
			],
			[blank(indent)],
		),
	];
	return markEntry(lines, entry);
};

const layoutBlock = (block: Block, options: LayoutOptions): readonly Line[] => {
	switch (block.kind) {
		case 'paragraph':
			return layoutParagraph(block, options);
		case 'list':
			return layoutList(block, options);
		case 'group':
			return layoutGroup(block, options);
		case 'quote':
			return layoutQuote(block, options);
		case 'terms':
			return layoutTerms(block, options);
		case 'badges':
			return layoutBadges(block, options);
		case 'links':
			return layoutLinks(block, options);
		case 'bars':
			return layoutBars(block, options);
		case 'heatmap':
			return layoutHeatmap(block, options);
		case 'facts':
			return layoutFacts(block, options);
	}
};

/** Blocks one below the other, with a blank line between them; facts belong to what is above them. */
export const layoutBlocks = (blocks: readonly Block[], options: LayoutOptions): readonly Line[] =>
	blocks.flatMap((block, index) => [
		...(index === 0 || block.kind === 'facts' ? [] : [[]]),
		...layoutBlock(block, options),
	]);

/** A whole section: its title, a blank line and its blocks. */
export const layoutSection = (
	{title, blocks}: Section,
	options: LayoutOptions,
): readonly Line[] => [
	...wrap([{text: title, role: 'title'}], options.width),
	[],
	...layoutBlocks(blocks, options),
];
