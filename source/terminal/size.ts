/** The size of a terminal, in cells. */
export type Size = {readonly columns: number; readonly rows: number};

const largest: Size = {columns: 500, rows: 200};
const usual: Size = {columns: 80, rows: 24};

const clamp = (value: number | undefined, most: number, otherwise: number): number =>
	value !== undefined && Number.isInteger(value) && value > 0 ? Math.min(value, most) : otherwise;

/**
Bounds a size from outside. Zero makes Ink start programs to ask for the size, and 65,535
columns keep it busy for 16 seconds; both come from real clients.
*/
export const clampSize = (size: {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
}): Size => ({
	columns: clamp(size.columns, largest.columns, usual.columns),
	rows: clamp(size.rows, largest.rows, usual.rows),
});
