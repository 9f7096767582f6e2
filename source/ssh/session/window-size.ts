import {clampSize, type Size} from '../../terminal/size.ts';

/*
Every cell costs, whether something is drawn in it or not, and a server has many visitors. The
frame is smaller than this in any case; a larger screen shows it a little off the middle.
*/
const largest: Size = {columns: 320, rows: 100};

/** Bounds the size that a client says its window has. */
export const clampWindow = (size: Parameters<typeof clampSize>[0]): Size => {
	const {columns, rows} = clampSize(size);
	return {columns: Math.min(columns, largest.columns), rows: Math.min(rows, largest.rows)};
};
