import type {IBufferCell, Terminal} from '@xterm/headless';

/*
Draws a terminal's screen as SVG: for the README's picture, and for the golden screens of the tests,
which can then be viewed.
*/

export type Palette = {
	readonly background: string;
	readonly foreground: string;
	/** The terminal's own 16 colors. */
	readonly colors: readonly string[];
};

export const dark: Palette = {
	background: '#0d1117',
	foreground: '#e6edf3',
	colors: [
		...['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'],
		...['#6e7681', '#ffa198', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#ffffff'],
	],
};

export const light: Palette = {
	background: '#ffffff',
	foreground: '#1f2328',
	colors: [
		...['#24292f', '#cf222e', '#116329', '#4d2d00', '#0969da', '#8250df', '#1b7c83', '#6e7781'],
		...['#57606a', '#a40e26', '#1a7f37', '#633c01', '#218bff', '#a475f9', '#3192aa', '#8c959f'],
	],
};

const cellWidth = 8.4;
const cellHeight = 18;
const padding = 14;

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

const indexed = (index: number, {colors}: Palette): string => {
	if (index < 16) {
		return colors[index] ?? '#000000';
	}

	if (index >= 232) {
		const level = 8 + (index - 232) * 10;
		return hex((level << 16) | (level << 8) | level);
	}

	const steps = [0, 95, 135, 175, 215, 255];
	const [red, green, blue] = [36, 6, 1].map(
		unit => steps[Math.floor((index - 16) / unit) % 6] ?? 0,
	);
	return hex(((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0));
};

const foregroundOf = (cell: IBufferCell, palette: Palette): string => {
	if (cell.isFgDefault()) {
		return palette.foreground;
	}

	return cell.isFgRGB() ? hex(cell.getFgColor()) : indexed(cell.getFgColor(), palette);
};

const backgroundOf = (cell: IBufferCell, palette: Palette): string | undefined => {
	if (cell.isBgDefault()) {
		return undefined;
	}

	return cell.isBgRGB() ? hex(cell.getBgColor()) : indexed(cell.getBgColor(), palette);
};

type Run = {
	column: number;
	cells: number;
	text: string;
	style: string;
	background: string | undefined;
};

const escapeText = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const runsOf = (terminal: Terminal, row: number, palette: Palette): readonly Run[] => {
	const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
	const runs: Run[] = [];
	for (let column = 0; column < terminal.cols; column++) {
		const cell = line?.getCell(column);
		if (cell === undefined || cell.getWidth() === 0) {
			continue;
		}

		const style = [
			`fill="${foregroundOf(cell, palette)}"`,
			cell.isBold() ? 'font-weight="bold"' : '',
			cell.isItalic() ? 'font-style="italic"' : '',
			cell.isUnderline() ? 'text-decoration="underline"' : '',
		]
			.filter(Boolean)
			.join(' ');
		const background = backgroundOf(cell, palette);
		const text = cell.getChars() || ' ';
		const last = runs.at(-1);
		/* Only characters of one cell share a run: others could shift the text after them. */
		const plain = /^[ -~─]$/.test(text);
		if (
			last &&
			plain &&
			/[ -~─]$/.test(last.text) &&
			last.style === style &&
			last.background === background
		) {
			last.text += text;
			last.cells += 1;
		} else {
			runs.push({column, cells: cell.getWidth(), text, style, background});
		}
	}

	return runs;
};

const rowOf = (terminal: Terminal, row: number, palette: Palette): string => {
	const y = padding + row * cellHeight;
	const parts: string[] = [];
	for (const {column, cells, text, style, background} of runsOf(terminal, row, palette)) {
		const x = (padding + column * cellWidth).toFixed(1);
		const width = (cells * cellWidth).toFixed(1);
		if (background !== undefined) {
			parts.push(
				`<rect x="${x}" y="${y}" width="${width}" height="${cellHeight}" fill="${background}"/>`,
			);
		}

		const shown = text.trim();
		if (shown !== '') {
			/* Outer blanks are omitted: not every viewer keeps them. */
			const blanks = text.length - text.trimStart().length;
			const from = (padding + (column + blanks) * cellWidth).toFixed(1);
			const length = ((cells - (text.length - shown.length)) * cellWidth).toFixed(1);
			parts.push(
				`<text x="${from}" y="${y + 13.5}" ${style} textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escapeText(shown)}</text>`,
			);
		}
	}

	return parts.join('\n');
};

/** Size of a picture of a terminal, in pixels. */
export const pictureSize = ({cols, rows}: {readonly cols: number; readonly rows: number}) => ({
	width: Math.ceil(cols * cellWidth + 2 * padding),
	height: rows * cellHeight + 2 * padding,
});

/** The screen of a terminal as an SVG group, without the `<svg>` around it. */
export const screenGroup = (terminal: Terminal, palette: Palette): string => {
	const {width, height} = pictureSize(terminal);
	const rows = Array.from({length: terminal.rows}, (_, row) => rowOf(terminal, row, palette));
	return [
		`<rect width="${width}" height="${height}" rx="8" fill="${palette.background}"/>`,
		...rows.filter(row => row !== ''),
	].join('\n');
};

/** Pictures one below the other. */
export const svg = (
	groups: readonly string[],
	size: {readonly width: number; readonly height: number},
	title: string,
): string => {
	const gap = 12;
	const height = groups.length * (size.height + gap) - gap;
	const placed = groups.map(
		(group, index) => `<g transform="translate(0 ${index * (size.height + gap)})">\n${group}\n</g>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${escapeText(title)}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
		...placed,
		'</svg>',
		'',
	].join('\n');
};
