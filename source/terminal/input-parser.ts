/*
Parses what a terminal sends into keys. Replies and reports (mouse, focus, cursor position, device
attributes, clipboard, …) and pasted text are not keys and are dropped.
*/

/* ESC [ parameters intermediates final; ESC O final; strings that end in BEL or ESC \. */
const control =
	/^\u001B(?:\[M[\s\S]{3}|\[[0-?]*[ -/]*[@-~]|O[ -~]|[\]P^_X][^\u0007\u001B]*(?:\u0007|\u001B\\))/;

/* A prefix of one of those. */
const incomplete = /^\u001B(?:\[(?:M[\s\S]{0,2}|[0-?]*[ -/]*)|O|[\]P^_X][^\u0007\u001B]*\u001B?)?$/;

/* Arrows, Home, End, PgUp, PgDn and Shift-Tab, as various terminals send them. */
const knownKey = /^\u001B(?:\[(?:1;\d+)?[ABCDFH]|\[Z|\[[14-8](?:;\d+)?~|O[ABCDFH])$/;

const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

/** Longer sequences are dropped. */
const maxControlLength = 4096;

export type ParsedKeys = {
	readonly keys: readonly string[];
	/** An incomplete sequence, to be prepended to the next chunk. */
	readonly rest: string;
};

const single: Readonly<Record<string, string>> = {
	'\n': '\r',
	'\r': '\r',
	'\t': '\t',
	'\b': '\u007F',
	'\u007F': '\u007F',
	'\u0003': '\u0003',
	'\u001A': '\u001A',
	'\u001B': '\u001B',
};

/**
Parses keys.

@param text - What was received, after the rest of the last chunk.
*/
export const parseKeys = (text: string): ParsedKeys => {
	const keys: string[] = [];
	let index = 0;
	while (index < text.length) {
		const here = text.slice(index, index + maxControlLength);
		if (here.startsWith(pasteStart)) {
			const end = text.indexOf(pasteEnd, index);
			if (end === -1) {
				/* The text is dropped, but not the fact that a paste is in progress. */
				return {keys, rest: pasteStart + text.slice(index).slice(-pasteEnd.length + 1)};
			}

			index = end + pasteEnd.length;
			continue;
		}

		const [sequence] = control.exec(here) ?? [];
		if (sequence !== undefined) {
			if (sequence === '\u001BOM') {
				keys.push('\r');
			} else if (knownKey.test(sequence)) {
				keys.push(sequence);
			}

			index += sequence.length;
			continue;
		}

		if (incomplete.test(here) && here.length < maxControlLength) {
			return {keys, rest: here};
		}

		const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
		const key = single[character] ?? (character < ' ' ? undefined : character);
		if (key !== undefined) {
			keys.push(key);
		}

		index += character.length;
	}

	return {keys, rest: ''};
};
