import type {Size} from '../terminal/terminal.ts';
import {type Cells, cellsOf, isBlank, sameCell} from './cells.ts';
import {createPen, type Pen} from './pen.ts';
import {type Row, sameRow} from './rows.ts';

/** Up to this many unchanged cells between two changed ones are written rather than skipped. */
const maxGap = 4;

/** Up to this many blanks at the end of a row are written rather than erased. */
const maxBlanks = 3;

/* Which cells to write. Of a wide character, both cells are written. */
const changedCells = (before: Cells, after: Cells, columns: number): readonly boolean[] => {
	const changed = Array.from({length: columns}, (_, column) => !sameCell(before, after, column));
	for (let column = 1; column < columns; column++) {
		const isHalf = before.texts[column] === '' || after.texts[column] === '';
		if (isHalf && (changed[column - 1] || changed[column])) {
			changed[column - 1] = true;
			changed[column] = true;
		}
	}

	return changed;
};

/* The column after the last cell that is not blank. */
const endOf = (cells: Cells, columns: number): number => {
	let end = columns;
	while (end > 0 && isBlank(cells, end - 1)) {
		end--;
	}

	return end;
};

const writeCells = (pen: Pen, {texts, styles, urls}: Cells, start: number, end: number) => {
	for (let column = start; column < end; column++) {
		const text = texts[column] as string;
		if (text !== '') {
			const width = texts[column + 1] === '' ? 2 : 1;
			pen.write(text, width, styles[column] as string, urls[column] as string);
		}
	}
};

const diffRow = (pen: Pen, row: number, before: Row, after: Row, columns: number) => {
	const old = cellsOf(before, columns);
	const cells = cellsOf(after, columns);
	const changed = changedCells(old, cells, columns);
	const oldEnd = endOf(old, columns);
	const end = endOf(cells, columns);
	const erases = oldEnd - end > maxBlanks;
	const last = erases ? end : Math.max(end, oldEnd);
	let column = 0;
	while (column < last) {
		if (!changed[column]) {
			column++;
			continue;
		}

		let stop = column + 1;
		for (let next = stop; next < last && next - stop <= maxGap; next++) {
			if (changed[next]) {
				stop = next + 1;
			}
		}

		pen.moveTo(row, column);
		writeCells(pen, cells, column, stop);
		column = stop;
	}

	if (erases) {
		pen.moveTo(row, end);
		pen.eraseToEnd();
	}
};

/**
Computes the output that turns one screen into another of the same size.

@returns escape sequences and text; empty if they are the same.
*/
export const diffRows = (
	before: readonly Row[],
	after: readonly Row[],
	{columns}: Size,
): string => {
	const pen = createPen(columns);
	for (const [index, row] of after.entries()) {
		const old = before[index] ?? [];
		if (!sameRow(old, row)) {
			diffRow(pen, index, old, row, columns);
		}
	}

	return pen.finish();
};

/** The output that draws a whole screen, whatever was there before. */
export const paintRows = (rows: readonly Row[], size: Size): string =>
	`\u001B[H\u001B[2J${diffRows([], rows, size)}`;
