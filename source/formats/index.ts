import type {Format} from './format.ts';
import {html} from './html.ts';
import {json} from './json.ts';
import {jsonResume} from './json-resume.ts';
import {markdown} from './markdown.ts';
import {text} from './text.ts';
import {vcard} from './vcard.ts';

type FormatEntry = {
	readonly summary: string;
	readonly format: Format;
	/** Of the file that SSH visitors download. */
	readonly fileName: string;
	readonly usesStats: boolean;
	/** Whether it says why a number is missing; with other formats, stderr does. */
	readonly includesReasons: boolean;
};

/*
The one list of formats, by command. To add a format, add an entry.
*/
export const formats = {
	text: {
		summary: 'plain text',
		format: text,
		fileName: 'resume.txt',
		usesStats: true,
		includesReasons: false,
	},
	markdown: {
		summary: 'Markdown',
		format: markdown,
		fileName: 'resume.md',
		usesStats: true,
		includesReasons: false,
	},
	json: {
		summary: 'JSON',
		format: json,
		fileName: 'resume.json',
		usesStats: true,
		includesReasons: true,
	},
	'json-resume': {
		summary: 'JSON Resume',
		format: jsonResume,
		fileName: 'json-resume.json',
		usesStats: true,
		includesReasons: false,
	},
	html: {
		summary: 'a single-file web page',
		format: html,
		fileName: 'resume.html',
		usesStats: true,
		includesReasons: false,
	},
	vcard: {
		summary: 'a contact card (vCard 4.0)',
		format: vcard,
		fileName: 'abrar.vcf',
		usesStats: false,
		includesReasons: false,
	},
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatId = keyof typeof formats;
