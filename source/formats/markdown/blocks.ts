import type {Block, Fact, Link, ListItem, Measure} from '../../resume/blocks.ts';
import {monthSums} from '../../resume/wording.ts';
import {badgeImage} from './badge.ts';
import {escapeMarkdown, guardLine} from './escape.ts';
import {inlineMarkdown} from './inline.ts';

type Title = {
	readonly title: string;
	readonly emoji?: string | undefined;
	readonly number?: number;
	readonly url?: string | undefined;
};

const decoration = (emoji: string | undefined): string =>
	emoji === undefined ? '' : `${escapeMarkdown(emoji)} `;

/* These could end the URL, or be taken for a character reference. */
const destination = (url: string): string =>
	url.replace(/[()]/g, String.raw`\$&`).replace(/&(?=#?\w+;)/g, '&amp;');

const listItem = ({label, text, emoji}: ListItem): string =>
	decoration(emoji) +
	(label === undefined ? '' : escapeMarkdown(`${label}: `)) +
	inlineMarkdown(text);

const link = ({label, url, emoji}: Link): string =>
	`${decoration(emoji)}${escapeMarkdown(label)}: <${url}>`;

const list = (items: readonly string[]): string =>
	items.map(item => `- ${guardLine(item)}`).join('\n');

/**
A heading.

@param level - From 1; Markdown ends at 6.
*/
export const heading = (level: number, {title, emoji, number, url}: Title): string => {
	const text = escapeMarkdown(number === undefined ? title : `${number}. ${title}`);
	const linked = url === undefined ? text : `[${text}](${destination(url)})`;
	/* A number sign at the end would be taken for the closing sequence of the heading. */
	const line = guardLine(decoration(emoji) + linked).replace(/#$/, String.raw`\#`);
	return `${'#'.repeat(Math.min(level, 6))} ${line}`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
	const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
	return [line(head), `| :-- |${' --: |'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n');
};

const measureRow = ({label, text, approximate}: Measure): readonly string[] => [
	label,
	approximate ? `≈ ${text}` : text,
];

const fact = ({text, strong}: Fact): string =>
	inlineMarkdown([{text, ...(strong && {emphasis: 'strong'})}]);

/**
A block as Markdown, in parts to be separated by blank lines.

@param level - Of the heading that a group gets.
*/
export const blockMarkdown = (block: Block, level: number): readonly string[] => {
	switch (block.kind) {
		case 'paragraph': {
			const line = guardLine(inlineMarkdown(block.text));
			return [block.aside ? `_${line}_` : line];
		}

		case 'quote':
			return [`> ${guardLine(inlineMarkdown(block.text))}`];
		case 'list':
			return [list(block.items.map(listItem))];
		case 'group':
			return [
				heading(level, block),
				...block.blocks.flatMap(inner => blockMarkdown(inner, level + 1)),
			];
		case 'terms':
			return [block.rows.map(row => guardLine(escapeMarkdown(row.join(' • ')))).join('\\\n')];
		case 'badges':
			return [block.items.map(badgeImage).join('\n')];
		case 'links':
			return [list(block.items.map(link))];
		case 'bars':
			return [table(['', 'Number'], block.items.map(measureRow))];
		case 'heatmap':
			return [table(['Month', 'Contributions'], monthSums(block.calendar.days))];
		case 'facts':
			return [guardLine(block.items.map(fact).join(' · '))];
	}
};
