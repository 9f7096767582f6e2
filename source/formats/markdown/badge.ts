import type {Badge} from '../../resume/blocks.ts';
import {escapeMarkdown} from './escape.ts';

/*
A hyphen separates the fields of a badge's path and an underscore is a space, so both are doubled.
Parentheses would end the image's URL in Markdown.
*/
const field = (text: string): string =>
	encodeURIComponent(text.replace(/[-_]/g, '$&$&').toWellFormed())
		.replaceAll('(', '%28')
		.replaceAll(')', '%29');

/**
A badge as an image that shields.io draws.

@see https://shields.io/badges
*/
export const badgeImage = ({label, message, color, logo, logoColor}: Badge): string => {
	const path = [label, ...(message === undefined ? [] : [message])].map(field).join('-');
	const query = new URLSearchParams({
		style: 'for-the-badge',
		...(logo === undefined ? {} : {logo}),
		...(logoColor === undefined ? {} : {logoColor}),
	});
	const url = `https://img.shields.io/badge/${path}-${color.slice(1)}?${query}`;
	return `![${escapeMarkdown(label)}](${url})`;
};
