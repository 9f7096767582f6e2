import {type FormatId, formats} from './formats/index.ts';
import {type SectionId, sectionIndex} from './resume/sections.ts';
import {printable} from './text/sanitize.ts';
import {UserError} from './text/user-error.ts';

/*
What a visitor's words mean: the same for `npx techbyabrar work markdown` and for
`ssh <host> work markdown`. A door may know further words of its own.
*/

/** What to show or print. Without a section, all of it. */
export type Selection = {
	readonly section?: SectionId;
	/** From 1: the second work, the third principle. */
	readonly entry?: number;
};

export type Command =
	/** The screen, or plain text where there is none. */
	| ({readonly kind: 'show'} & Selection)
	| ({readonly kind: 'print'; readonly format: FormatId} & Selection)
	| {readonly kind: 'help'}
	/** A word of the door's own. */
	| {readonly kind: 'own'; readonly word: string};

export type Word = {
	readonly word: string;
	readonly summary: string;
};

/** The words that every door knows, for its help. */
export const words: readonly Word[] = [
	...sectionIndex.map(({id, label}) => ({word: id, summary: `the section “${label}”`})),
	...Object.entries(formats).map(([word, {summary}]) => ({word, summary: `as ${summary}`})),
	{word: 'help', summary: 'the words and flags'},
];

const isSection = (word: string): word is SectionId => sectionIndex.some(({id}) => id === word);
const isFormat = (word: string): word is FormatId => Object.hasOwn(formats, word);

/* Levenshtein's distance, on words that are short by the time they come here. */
const distance = (from: string, to: string): number => {
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (const [i, character] of [...from].entries()) {
		const next = [i + 1];
		for (let j = 1; j <= to.length; j++) {
			const substitution = (row[j - 1] ?? 0) + (character === to[j - 1] ? 0 : 1);
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
		}

		row = next;
	}

	return row.at(-1) ?? 0;
};

/* The known word that is nearest to what was typed. */
const nearest = (typed: string, known: readonly string[]): string => {
	const short = typed.toLowerCase().slice(0, 24);
	const score = (candidate: string) =>
		candidate.startsWith(short) ? 0 : distance(short, candidate);
	return known.reduce((best, candidate) => (score(candidate) < score(best) ? candidate : best));
};

/**
The end of a sentence about a word: the known one that may be meant, or its full stop.

@param known - At least one.
@param shown - How to write it.
*/
export const suggestion = (
	typed: string,
	known: readonly string[],
	shown: (word: string) => string = word => `"${word}"`,
): string => {
	const best = nearest(typed, known);
	const short = typed.toLowerCase();
	const isNear =
		best.startsWith(short) || distance(short.slice(0, 24), best) <= Math.ceil(short.length / 3);
	return isNear ? `; did you mean ${shown(best)}?` : '.';
};

/**
Says what the words on a command line mean.

@param typed - The words, without flags. None of them means: show the résumé.
@param own - Words that only this door knows; each stands alone.
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
				: `unknown word "${printable(word, 32)}"${suggestion(word, all)} Try "help"`;
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
