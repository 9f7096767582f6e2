import type {Profile} from '../profile/schema.ts';
import {inlines, plainText} from '../resume/rich-text.ts';
import type {Format} from './format.ts';

/** Without the line break: RFC 6350, section 3.2. */
const maxLineOctets = 75;

/* A text value, in which semicolons are not escaped: RFC 6350, section 4. */
const escapeText = (text: string): string =>
	text.replace(/[\\,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);

/* Part of a value whose parts are separated by semicolons. */
const escapeComponent = (text: string): string => escapeText(text).replaceAll(';', String.raw`\;`);

/* Folds a line between characters; continuation lines start with a space. */
const fold = (line: string): string => {
	let folded = '';
	let octets = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (octets + size > maxLineOctets) {
			folded += '\r\n ';
			octets = 1;
		}

		folded += character;
		octets += size;
	}

	return folded;
};

/*
Family and given name. A profile has one name; its last word is taken for the family name, by which
contacts are sorted.
*/
const structuredName = (name: string): string => {
	const words = name.trim().split(/\s+/);
	const family = words.length > 1 ? (words.pop() ?? '') : '';
	return `${escapeComponent(family)};${escapeComponent(words.join(' '))};;;`;
};

/* Address books show the label in the same group as the URL. */
const linkLines = ({links}: Profile): readonly string[] =>
	links.items.flatMap(({label, url}, index) => [
		`item${index + 1}.URL:${url}`,
		`item${index + 1}.X-ABLabel:${escapeText(label)}`,
	]);

/** A contact card: vCard 4.0, RFC 6350. It describes the person, whatever section was requested. */
export const vcard: Format = ({profile}) => {
	const {name, headline, introduction} = profile;
	const [title = '', ...fields] = headline.parts;
	const note = [
		...(fields.length > 0 ? [fields.join(' · ')] : []),
		...introduction.map(text => plainText(inlines(text))),
	].join('\n');
	const lines = [
		'BEGIN:VCARD',
		'VERSION:4.0',
		'KIND:individual',
		`FN:${escapeText(name)}`,
		`N:${structuredName(name)}`,
		`TITLE:${escapeText(title)}`,
		`NOTE:${escapeText(note)}`,
		...linkLines(profile),
		'END:VCARD',
	];
	return lines.map(line => `${fold(line)}\r\n`).join('');
};
