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
};

/*
The one list of formats: the command, its summary and the renderer. To add a format, add an entry.
*/
export const formats = {
	text: {summary: 'plain text', format: text},
	markdown: {summary: 'Markdown', format: markdown},
	json: {summary: 'JSON', format: json},
	'json-resume': {summary: 'JSON Resume', format: jsonResume},
	html: {summary: 'a single-file web page', format: html},
	vcard: {summary: 'a contact card (vCard 4.0)', format: vcard},
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatId = keyof typeof formats;
