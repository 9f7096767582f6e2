import type {Badge, Block, Fact, Inline, Link, ListItem} from '../../resume/blocks.ts';
import {bars, heatmap} from './charts.ts';
import {escapeHtml} from './escape.ts';

type Title = {
	readonly title: string;
	readonly emoji?: string | undefined;
	readonly number?: number;
	readonly url?: string | undefined;
};

/* A decoration carries no information, so screen readers skip it. */
const decoration = (emoji: string | undefined): string =>
	emoji === undefined ? '' : `<span class="emoji" aria-hidden="true">${escapeHtml(emoji)}</span> `;

const inline = (text: readonly Inline[]): string =>
	text
		.map(({text, emphasis}) =>
			emphasis === undefined ? escapeHtml(text) : `<${emphasis}>${escapeHtml(text)}</${emphasis}>`,
		)
		.join('');

const list = (kind: string, items: readonly string[]): string =>
	[`<ul class="${kind}">`, ...items.map(item => `<li>${item}</li>`), '</ul>'].join('\n');

const anchor = (url: string, text: string): string =>
	`<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

const listItem = ({label, text, emoji}: ListItem): string =>
	decoration(emoji) +
	(label === undefined ? '' : `<span class="label">${escapeHtml(label)}:</span> `) +
	inline(text);

const link = ({label, url, emoji}: Link): string =>
	`${decoration(emoji)}${escapeHtml(label)}: ${anchor(url, url)}`;

/** The class that gives a badge its color. */
export const badgeClass = (color: string): string => `color-${color.slice(1).toLowerCase()}`;

const badge = ({label, message, color}: Badge): string =>
	`<span class="badge ${badgeClass(color)}">${escapeHtml(label)}` +
	`${message === undefined ? '' : ` <span class="message">${escapeHtml(message)}</span>`}</span>`;

/**
A heading.

@param level - From 1; HTML ends at 6.
@param id - The target of links.
*/
export const heading = (level: number, {title, emoji, number, url}: Title, id?: string): string => {
	const tag = `h${Math.min(level, 6)}`;
	const attribute = id === undefined ? '' : ` id="${id}"`;
	const count = number === undefined ? '' : `<span class="number">${number}.</span> `;
	const text = url === undefined ? escapeHtml(title) : anchor(url, title);
	return `<${tag}${attribute}>${decoration(emoji)}${count}${text}</${tag}>`;
};

const fact = ({text, strong}: Fact): string =>
	strong ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);

/**
A block as HTML.

@param level - Of the heading that a group gets.
*/
export const blockHtml = (block: Block, level: number): string => {
	switch (block.kind) {
		case 'paragraph':
			return `<p${block.aside ? ' class="aside"' : ''}>${inline(block.text)}</p>`;
		case 'quote':
			return `<blockquote><p>${inline(block.text)}</p></blockquote>`;
		case 'list':
			return list('items', block.items.map(listItem));
		case 'group':
			return [
				'<div class="group">',
				heading(level, block),
				...block.blocks.map(inner => blockHtml(inner, level + 1)),
				'</div>',
			].join('\n');
		case 'terms':
			return block.rows.map(row => list('terms', row.map(escapeHtml))).join('\n');
		case 'badges':
			return list('badges', block.items.map(badge));
		case 'links':
			return list('links', block.items.map(link));
		case 'bars':
			return bars(block);
		case 'heatmap':
			return heatmap(block);
		case 'facts':
			return list('facts', block.items.map(fact));
	}
};
