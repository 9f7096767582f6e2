import {type FormatId, formats} from './formats/index.ts';
import {type SectionId, sectionIndex} from './resume/sections.ts';
import type {Selection} from './resume/select.ts';
import {sanitize} from './text/sanitize.ts';
import {suggestion} from './text/suggestion.ts';
import {UserError} from './text/user-error.ts';

/*
What a visitor's words mean: the same for `npx techbyabrar work markdown` and for
`ssh <host> work markdown`. An entry point may know further words of its own.
*/

export type Command =
	/** The screen, or plain text where there is none. */
	| ({readonly kind: 'show'} & Selection)
	| ({readonly kind: 'print'; readonly format: FormatId} & Selection)
	| {readonly kind: 'help'}
	/** A word of the entry point's own. */
	| {readonly kind: 'own'; readonly word: string};

export type Word = {
	readonly word: string;
	readonly summary: string;
};

/** The words that every entry point knows, for its help. */
export const words: readonly Word[] = [
	...sectionIndex.map(({id, label}) => ({word: id, summary: `the “${label}” section`})),
	...Object.entries(formats).map(([word, {summary}]) => ({word, summary: `print as ${summary}`})),
	{word: 'help', summary: 'show this help'},
];

const isSection = (word: string): word is SectionId => sectionIndex.some(({id}) => id === word);
const isFormat = (word: string): word is FormatId => Object.hasOwn(formats, word);

/**
Says what the words on a command line mean.

@param typed - The words, without flags. None of them means: show the résumé.
@param own - Words that only this entry point knows; each stands alone.
@throws {UserError} for a word that is not known, with the nearest one that is.
*/
export const parseCommand = (typed: readonly string[], own: readonly string[] = []): Command => {
	const [first] = typed;
	if (first !== undefined && typed.length === 1) {
		if (first === 'help') {
			return {kind: 'help'};
		}

		if (own.includes(first)) {
			return {kind: 'own', word: first};
		}
	}

	let section: SectionId | undefined;
	let entry: number | undefined;
	let format: FormatId | undefined;
	for (const word of typed.slice(0, 4)) {
		if (section === undefined && isSection(word)) {
			section = word;
		} else if (format === undefined && isFormat(word)) {
			format = word;
		} else if (section !== undefined && entry === undefined && /^[1-9]\d{0,2}$/.test(word)) {
			entry = Number(word);
		} else {
			if (/^\d+$/.test(word)) {
				throw new UserError('a number names an entry, behind its section: try "work 2"');
			}

			const all = [...words.map(known => known.word), ...own];
			const hint = all.includes(word)
				? `"${word}" does not fit there; try "help"`
				: `unknown word "${sanitize(word, 32)}"${suggestion(word, all)} Try "help"`;
			throw new UserError(hint);
		}
	}

	if (typed.length > 3) {
		throw new UserError('too many words: name a section, an entry and a format at most');
	}

	const selection = {
		...(section === undefined ? {} : {section}),
		...(entry === undefined ? {} : {entry}),
	};
	return format === undefined
		? {kind: 'show', ...selection}
		: {kind: 'print', format, ...selection};
};
