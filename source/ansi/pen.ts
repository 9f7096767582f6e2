/** Writes cells at positions in as few bytes as possible. */
export type Pen = {
	/** Both are zero-based. */
	readonly moveTo: (row: number, column: number) => void;
	readonly write: (text: string, width: number, style: string, url: string) => void;
	/** Blanks the rest of the row. */
	readonly eraseToEnd: () => void;
	/** Resets style and hyperlink. @returns the whole output. */
	readonly finish: () => string;
};

const forward = (columns: number): string => `\u001B[${columns === 1 ? '' : columns}C`;

const position = (row: number, column: number): string =>
	column === 0 ? `\u001B[${row + 1}H` : `\u001B[${row + 1};${column + 1}H`;

/** @param columns - Of the screen: after the last one, the cursor's position depends on the terminal. */
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

	/* The shortest sequence; a line feed keeps the style, so it can be used within one. */
	const moveSequence = (nextRow: number, nextColumn: number): string => {
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
				output += moveSequence(nextRow, nextColumn);
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
				/* The next move has to be absolute, or start with a carriage return. */
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
