import type {RootContent} from 'mdast';
import {gfmAutolinkLiteralToMarkdown} from 'mdast-util-gfm-autolink-literal';
import {gfmStrikethroughToMarkdown} from 'mdast-util-gfm-strikethrough';
import {toMarkdown} from 'mdast-util-to-markdown';
import type {Format} from './format.ts';
import {badgeHandler} from './markdown/badge.ts';
import {blockNodes, heading} from './markdown/nodes.ts';
import {outline} from './outline.ts';

/** GitHub Flavored Markdown. */
export const markdown: Format = resume => {
	const {title, entries} = outline(resume);
	const sections = entries.map(({section, level}): readonly RootContent[] => [
		heading(level, section),
		...section.blocks.flatMap(block => blockNodes(block, level + 1)),
	]);
	const children = [...(title === undefined ? [] : [[heading(1, {title})]]), ...sections].flatMap(
		(nodes, index) => (index === 0 ? nodes : [{type: 'thematicBreak'} as const, ...nodes]),
	);
	return toMarkdown(
		{type: 'root', children},
		{
			bullet: '-',
			rule: '-',
			listItemIndent: 'one',
			handlers: {image: badgeHandler},
			extensions: [gfmAutolinkLiteralToMarkdown(), gfmStrikethroughToMarkdown()],
		},
	);
};
