import {type FormatId, formats} from './formats/index.ts';
import {type SectionId, sectionList} from './resume/sections.ts';
import type {Selection} from './resume/select.ts';
import {sanitize} from './text/sanitize.ts';
import {suggestion} from './text/suggestion.ts';
import {UserError} from './text/user-error.ts';

/*
The grammar of commands: the same for `npx techbyabrar work markdown` and for
`ssh <host> work markdown`, which knows further commands.
*/

export type Command<ServerCommand extends CommandWord = never> =
	/** The screen, or plain text where there is none. */
	| ({readonly kind: 'show'} & Selection)
	| ({readonly kind: 'print'; readonly format: FormatId} & Selection)
	| {readonly kind: 'help'}
	/** One that only the SSH server knows. Distributive: without any, there is no such kind. */
	| (ServerCommand extends CommandWord
			? {readonly kind: 'server'; readonly command: ServerCommand}
			: never);

export type CommandWord = {
	readonly word: string;
	readonly summary: string;
};

/** The words that every entry point knows, for its help. */
export const commandWords: readonly CommandWord[] = [
	...sectionList.map(({id, label}) => ({word: id, summary: `the “${label}” section`})),
	...Object.entries(formats).map(([word, {summary}]) => ({word, summary: `print as ${summary}`})),
	{word: 'help', summary: 'show this help'},
];

const isSection = (word: string): word is SectionId => sectionList.some(({id}) => id === word);
const isFormat = (word: string): word is FormatId => Object.hasOwn(formats, word);

/**
Parses a command line.

@param typed - Its words, without flags. None of them means: show the résumé.
@param serverCommands - Those that only this entry point knows; each stands alone.
@throws {UserError} for an unknown word, with the most similar known one.
*/
export const parseCommand = <ServerCommand extends CommandWord = never>(
	typed: readonly string[],
	serverCommands: readonly ServerCommand[] = [],
): Command<ServerCommand> => {
	const [first] = typed;
	if (typed.length === 1) {
		if (first === 'help') {
			return {kind: 'help'};
		}

		const command = serverCommands.find(({word}) => word === first);
		if (command !== undefined) {
			return {kind: 'server', command} as Command<ServerCommand>;
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
				throw new UserError('an entry number follows its section: try "work 2"');
			}

			const all = [...commandWords, ...serverCommands].map(known => known.word);
			const hint = all.includes(word)
				? `"${word}" is not expected there; try "help"`
				: `unknown command "${sanitize(word, 32)}"${suggestion(word, all)} Try "help"`;
			throw new UserError(hint);
		}
	}

	if (typed.length > 3) {
		throw new UserError('too many words: give at most a section, an entry and a format');
	}

	const selection = {
		...(section === undefined ? {} : {section}),
		...(entry === undefined ? {} : {entry}),
	};
	return format === undefined
		? {kind: 'show', ...selection}
		: {kind: 'print', format, ...selection};
};
