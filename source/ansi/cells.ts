import {graphemes, isSingleCells, textWidth} from '../layout/width.ts';
import type {Row} from './rows.ts';

/** The content of each cell of a row. */
export type Cells = {
	/** A character; empty in the second cell of a wide one. */
	readonly texts: readonly string[];
	/** As in a run. */
	readonly styles: readonly string[];
	readonly urls: readonly string[];
};

/** Splits a row into cells. */
export const cellsOf = (row: Row, columns: number): Cells => {
	const texts = new Array<string>(columns).fill(' ');
	const styles = new Array<string>(columns).fill('');
	const urls = new Array<string>(columns).fill('');
	for (const {left, runs} of row) {
		let column = left;
		for (const {text, style, url} of runs) {
			const isNarrow = isSingleCells(text);
			for (const character of isNarrow ? text : graphemes(text)) {
				const end = Math.min(columns, column + (isNarrow ? 1 : textWidth(character)));
				texts[column] = character;
				texts.fill('', column + 1, end);
				styles.fill(style, column, end);
				urls.fill(url, column, end);
				column = end;
			}
		}
	}

	return {texts, styles, urls};
};

/** Whether a cell is blank. */
export const isBlank = ({texts, styles, urls}: Cells, column: number): boolean =>
	texts[column] === ' ' && styles[column] === '' && urls[column] === '';

/** Whether a cell is the same in two rows. */
export const sameCell = (one: Cells, other: Cells, column: number): boolean =>
	one.texts[column] === other.texts[column] &&
	one.styles[column] === other.styles[column] &&
	one.urls[column] === other.urls[column];
