import type {Line, Span} from './line.ts';
import {graphemes, textWidth} from './width.ts';

/* Text that is not broken if it fits on a line. */
type Piece = {
	readonly span: Span;
	/** Whether a space precedes it. */
	readonly spaced: boolean;
	/** Whether it is a wide character, before and after which a line may break. */
	readonly wide: boolean;
};

const ascii = /^[ -~]*$/;

/* Scripts with wide characters have no spaces, so lines may break between any two of them. */
const splitWide = (word: string): readonly string[] => {
	if (ascii.test(word)) {
		return [word];
	}

	const parts: string[] = [];
	let narrow = '';
	for (const grapheme of graphemes(word)) {
		if (textWidth(grapheme) < 2) {
			narrow += grapheme;
		} else {
			parts.push(narrow, grapheme);
			narrow = '';
		}
	}

	return [...parts, narrow].filter(part => part !== '');
};

const piecesOf = (spans: readonly Span[]): readonly Piece[] => {
	const pieces: Piece[] = [];
	let spaced = false;
	for (const span of spans) {
		for (const token of span.text.split(/( +)/)) {
			if (token === '') {
				continue;
			}

			if (token.startsWith(' ')) {
				spaced = true;
				continue;
			}

			const parts = splitWide(token);
			for (const text of parts) {
				pieces.push({
					span: {...span, text},
					spaced,
					wide: !ascii.test(text) && textWidth(text) === 2,
				});
				spaced = false;
			}
		}
	}

	return pieces;
};

/* Breaks a text that is longer than a line, between graphemes. */
const hardBreak = (text: string, width: number): readonly string[] => {
	const parts: string[] = [];
	let part = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		const columns = textWidth(grapheme);
		if (used + columns > width && part !== '') {
			parts.push(part);
			part = '';
			used = 0;
		}

		part += grapheme;
		used += columns;
	}

	return [...parts, part];
};

/*
Pieces without a space between them (`**Go**,`) form one word, whatever their emphasis.
*/
const wordsOf = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => {
	const words: Piece[][] = [];
	for (const piece of pieces) {
		const word = words.at(-1);
		if (word === undefined || piece.spaced || piece.wide || word.at(-1)?.wide) {
			words.push([piece]);
		} else {
			word.push(piece);
		}
	}

	return words;
};

/* Joins adjacent spans of the same style. */
const merge = (line: readonly Span[]): Line => {
	const merged: Span[] = [];
	for (const span of line) {
		const last = merged.at(-1);
		if (last !== undefined && last.role === span.role && last.url === span.url) {
			merged[merged.length - 1] = {...last, text: last.text + span.text};
		} else {
			merged.push(span);
		}
	}

	return merged;
};

/**
Breaks spans into lines of at most `width` columns: at spaces, between wide characters, and
inside a word only if it is longer than a line.
*/
export const wrap = (spans: readonly Span[], width: number): readonly Line[] => {
	const columns = Math.max(2, width);
	const lines: Line[] = [];
	let line: Span[] = [];
	let used = 0;
	const flush = () => {
		lines.push(merge(line));
		line = [];
		used = 0;
	};

	for (const word of wordsOf(piecesOf(spans))) {
		const length = word.reduce((sum, piece) => sum + textWidth(piece.span.text), 0);
		const gap = word[0]?.spaced === true && used > 0 ? 1 : 0;
		if (used > 0 && used + gap + length > columns) {
			flush();
		} else if (gap === 1) {
			/* The space between two emphases belongs to the one before. */
			line.push({...(line.at(-1) as Span), text: ' '});
			used += 1;
		}

		for (const {span} of word) {
			const parts = length > columns ? hardBreak(span.text, columns) : [span.text];
			for (const text of parts) {
				const width = textWidth(text);
				if (used > 0 && used + width > columns) {
					flush();
				}

				line.push({...span, text});
				used += width;
			}
		}
	}

	if (line.length > 0) {
		flush();
	}

	return lines;
};
