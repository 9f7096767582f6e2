import {type Frame, regionsOf} from '../screen/frame.ts';
import type {Painter, Run} from './painter.ts';

type Piece = {
	/** Column of its first cell, from 0. */
	readonly left: number;
	readonly runs: readonly Run[];
};

/** The content of a row, from left to right; the rest of it is blank. */
export type Row = readonly Piece[];

/** A frame as rows for one kind of terminal. */
export const rowsOf = (frame: Frame, {paint}: Painter): readonly Row[] => {
	const rows: Piece[][] = Array.from({length: frame.size.rows}, () => []);
	for (const {left, top, lines} of regionsOf(frame)) {
		for (const [index, line] of lines.entries()) {
			if (line.length > 0) {
				rows[top + index]?.push({left, runs: paint(line)});
			}
		}
	}

	return rows;
};

const sameRuns = (one: readonly Run[], other: readonly Run[]): boolean =>
	one === other ||
	(one.length === other.length &&
		one.every((run, index) => {
			const {text, style, url} = other[index] as Run;
			return run.text === text && run.style === style && run.url === url;
		}));

/** Whether two rows look the same. */
export const sameRow = (one: Row, other: Row): boolean =>
	one.length === other.length &&
	one.every((piece, index) => {
		const {left, runs} = other[index] as Piece;
		return piece.left === left && sameRuns(piece.runs, runs);
	});
