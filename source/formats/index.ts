import type {Format} from './format.ts';

type FormatEntry = {
	readonly summary: string;
	readonly load: () => Promise<Format>;
};

/*
The one list of formats: the word that asks for it, what it is, and where it is. Each is loaded
when it is asked for. To add a format, add an entry.
*/
export const formats = {
	text: {
		summary: 'plain text',
		load: async () => (await import('./text.ts')).text,
	},
	markdown: {
		summary: 'Markdown',
		load: async () => (await import('./markdown.ts')).markdown,
	},
	json: {
		summary: 'JSON',
		load: async () => (await import('./json.ts')).json,
	},
	'json-resume': {
		summary: 'JSON Resume',
		load: async () => (await import('./json-resume.ts')).jsonResume,
	},
	html: {
		summary: 'a single-file web page',
		load: async () => (await import('./html.ts')).html,
	},
	vcard: {
		summary: 'a contact card (vCard 4.0)',
		load: async () => (await import('./vcard.ts')).vcard,
	},
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatId = keyof typeof formats;
