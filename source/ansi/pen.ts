/** Writes cells at positions with as few bytes as it takes. */
export type Pen = {
	/** @param row - From 0, as is the column. */
	readonly moveTo: (row: number, column: number) => void;
	readonly write: (text: string, width: number, style: string, url: string) => void;
	/** Blanks the rest of the row. */
	readonly eraseToEnd: () => void;
	/** Ends style and hyperlink. @returns all that was written. */
	readonly finish: () => string;
};

const forward = (columns: number): string => `\u001B[${columns === 1 ? '' : columns}C`;

const position = (row: number, column: number): string =>
	column === 0 ? `\u001B[${row + 1}H` : `\u001B[${row + 1};${column + 1}H`;

/** @param columns - Of the screen: behind the last one, where the cursor is depends on the terminal. */
export const createPen = (columns: number): Pen => {
	let output = '';
	let row = -1;
	let column = 0;
	let style = '';
	let url = '';

	const setStyle = (next: string) => {
		if (next !== style) {
			output += next === '' ? '\u001B[m' : `\u001B[${style === '' ? '' : '0;'}${next}m`;
			style = next;
		}
	};

	const setUrl = (next: string) => {
		if (next !== url) {
			output += `\u001B]8;;${next}\u0007`;
			url = next;
		}
	};

	/* The shortest way; a line feed keeps the style, so it may come in the middle of one. */
	const wayTo = (nextRow: number, nextColumn: number): string => {
		if (nextRow === row && nextColumn > column) {
			return forward(nextColumn - column);
		}

		const direct = position(nextRow, nextColumn);
		const across = nextColumn === 0 ? '\r\n' : `\r\n${forward(nextColumn)}`;
		return nextRow === row + 1 && row >= 0 && across.length < direct.length ? across : direct;
	};

	return {
		moveTo: (nextRow, nextColumn) => {
			if (nextRow !== row || nextColumn !== column) {
				output += wayTo(nextRow, nextColumn);
				row = nextRow;
				column = nextColumn;
			}
		},
		write: (text, width, nextStyle, nextUrl) => {
			setStyle(nextStyle);
			setUrl(nextUrl);
			output += text;
			column += width;
			if (column >= columns) {
				/* The next move has to be absolute, or begin with a carriage return. */
				column = columns;
			}
		},
		eraseToEnd: () => {
			setStyle('');
			setUrl('');
			output += '\u001B[K';
		},
		finish: () => {
			setUrl('');
			setStyle('');
			return output;
		},
	};
};
