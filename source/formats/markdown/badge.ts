import type {Image} from 'mdast';
import type {Handle} from 'mdast-util-to-markdown';
import type {Badge} from '../../resume/blocks.ts';

/*
A hyphen parts the fields of a badge's path and an underscore is a space, so both are doubled.
Parentheses would end the image's address in Markdown.
*/
const field = (text: string): string =>
	encodeURIComponent(text.replace(/[-_]/g, '$&$&').toWellFormed())
		.replaceAll('(', '%28')
		.replaceAll(')', '%29');

/**
A badge as an image that shields.io draws.

@see https://shields.io/badges
*/
export const badgeImage = ({label, message, color, logo, logoColor}: Badge): Image => {
	const path = [label, ...(message === undefined ? [] : [message])].map(field).join('-');
	const query = new URLSearchParams({
		style: 'for-the-badge',
		...(logo === undefined ? {} : {logo}),
		...(logoColor === undefined ? {} : {logoColor}),
	});
	return {
		type: 'image',
		url: `https://img.shields.io/badge/${path}-${color.slice(1)}?${query}`,
		alt: label,
	};
};

/**
Writes an image whose address is percent-encoded, as a badge's is. Unlike the general handler it
leaves `&` alone, which nothing in such an address turns into a character reference.
*/
export const badgeHandler: Handle = ({alt, url}: Image, _parent, state, info) => {
	const exit = state.enter('image');
	const exitLabel = state.enter('label');
	const label = state.safe(alt ?? '', {...info, before: '[', after: ']'});
	exitLabel();
	exit();
	return `![${label}](${url})`;
};
