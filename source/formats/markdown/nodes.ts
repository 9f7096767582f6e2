import type {BlockContent, Heading, List, ListItem, Paragraph, PhrasingContent} from 'mdast';
import type {Block, Group, Inline, Link} from '../../resume/blocks.ts';
import {badgeImage} from './badge.ts';

type Title = {
	readonly title: string;
	readonly emoji?: string | undefined;
	readonly number?: number;
	readonly url?: string | undefined;
};

const literal = (value: string): PhrasingContent => ({type: 'text', value});

const decoration = (emoji: string | undefined): readonly PhrasingContent[] =>
	emoji === undefined ? [] : [literal(`${emoji} `)];

/* Markdown can't tell two runs of one emphasis apart when they touch. */
const merged = (text: readonly Inline[]): readonly Inline[] => {
	const runs: Inline[] = [];
	for (const run of text) {
		const last = runs.at(-1);
		if (last !== undefined && last.emphasis === run.emphasis) {
			runs[runs.length - 1] = {...last, text: last.text + run.text};
		} else {
			runs.push(run);
		}
	}

	return runs;
};

const phrasing = (text: readonly Inline[]): PhrasingContent[] =>
	merged(text).map(({text, emphasis}) => {
		switch (emphasis) {
			case 'strong':
				return {type: 'strong', children: [literal(text)]};
			case 'code':
				return {type: 'inlineCode', value: text};
			default:
				return literal(text);
		}
	});

const paragraph = (children: readonly PhrasingContent[]): Paragraph => ({
	type: 'paragraph',
	children: [...children],
});

const list = (items: readonly (readonly PhrasingContent[])[]): List => ({
	type: 'list',
	ordered: false,
	spread: false,
	children: items.map(
		(item): ListItem => ({type: 'listItem', spread: false, children: [paragraph(item)]}),
	),
});

/* What parts things that stand on lines of their own in one paragraph. */
const joined = (
	items: readonly PhrasingContent[],
	separator: PhrasingContent,
): readonly PhrasingContent[] =>
	items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));

const address = ({label, url, emoji}: Link): readonly PhrasingContent[] => [
	...decoration(emoji),
	literal(`${label}: `),
	{type: 'link', url, children: [literal(url)]},
];

/**
A heading.

@param level - From 1; Markdown ends at 6.
*/
export const heading = (level: number, {title, emoji, number, url}: Title): Heading => {
	const text = literal(number === undefined ? title : `${number}. ${title}`);
	return {
		type: 'heading',
		depth: Math.min(level, 6) as Heading['depth'],
		children: [
			...decoration(emoji),
			url === undefined ? text : {type: 'link', url, children: [text]},
		],
	};
};

const group = (block: Group, level: number): readonly (BlockContent | Heading)[] => [
	heading(level, block),
	...block.blocks.flatMap(inner => blockNodes(inner, level + 1)),
];

/**
A block as nodes of a Markdown tree.

@param level - Of the heading that a group gets.
*/
export const blockNodes = (block: Block, level: number): readonly BlockContent[] => {
	switch (block.kind) {
		case 'paragraph':
			return [
				paragraph(
					block.aside ? [{type: 'emphasis', children: phrasing(block.text)}] : phrasing(block.text),
				),
			];
		case 'quote':
			return [{type: 'blockquote', children: [paragraph(phrasing(block.text))]}];
		case 'list':
			return [
				list(
					block.items.map(({label, text, emoji}) => [
						...decoration(emoji),
						...(label === undefined ? [] : [literal(`${label}: `)]),
						...phrasing(text),
					]),
				),
			];
		case 'group':
			return group(block, level);
		case 'terms':
			return [
				paragraph(
					joined(
						block.rows.map(row => literal(row.join(' • '))),
						{type: 'break'},
					),
				),
			];
		case 'badges':
			return [paragraph(joined(block.items.map(badgeImage), literal('\n')))];
		case 'links':
			return [list(block.items.map(address))];
	}
};
