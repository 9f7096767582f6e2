import {expect, it} from 'vitest';
import {clampWindow} from '../../../source/ssh/session/window-size.ts';

it.each([
	[80, 24, 80, 24],
	[0, 0, 80, 24],
	[4_294_967_295, 4_294_967_295, 320, 100],
	[65_535, 10, 320, 10],
	[Number.NaN, -1, 80, 24],
	[1, 1, 1, 1],
])('%i x %i is %i x %i', (columns, rows, clampedColumns, clampedRows) => {
	expect(clampWindow({columns, rows})).toEqual({columns: clampedColumns, rows: clampedRows});
});
