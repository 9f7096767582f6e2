import {sectionList} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';

/**
How much room there is:
- `wide`: the page has its full width, the frame is centered.
- `regular`: the menu beside the page.
- `compact`: one column; the menu has its own page.
- `tiny`: no room for a page.
*/
export type SizeClass = 'wide' | 'regular' | 'compact' | 'tiny';

/** The layout of the screen, in cells. */
export type Geometry = {
	readonly sizeClass: SizeClass;
	/** Whether menu and page are side by side. */
	readonly sideBySide: boolean;
	/** The part of the screen that is drawn on. */
	readonly bounds: Size & {readonly left: number; readonly top: number};
	/** Including their rules. */
	readonly headerRows: number;
	readonly footerRows: number;
	readonly menuWidth: number;
	/** The page's text, without its margins and scroll bar. */
	readonly page: Size;
};

/** Longer lines of text are hard to read. */
const maxLineLength = 76;

/** The marker, the longest label, and padding. */
const menuWidth = 2 + Math.max(...sectionList.map(({label}) => label.length)) + 3;

/** Left of the text: marks the focused pane. */
export const gutter = 2;

/** Right of the text: padding and the scroll bar. */
const scrollBarWidth = 2;

/** One blank column at either edge. */
export const margin = 1;

const sizeClassOf = ({columns, rows}: Size): SizeClass => {
	if (columns < 20 || rows < 6) {
		return 'tiny';
	}

	if (columns < 60 || rows < 16) {
		return 'compact';
	}

	return columns < 100 || rows < 30 ? 'regular' : 'wide';
};

const layOut = (size: Size): Geometry => {
	const sizeClass = sizeClassOf(size);
	const sideBySide = sizeClass === 'regular' || sizeClass === 'wide';
	const around = 2 * margin + (sideBySide ? menuWidth + gutter : 0) + scrollBarWidth;
	const columns = Math.min(size.columns, sideBySide ? around + maxLineLength : size.columns);
	const rows = sizeClass === 'wide' ? Math.min(size.rows - 2, 40) : size.rows;
	const headerRows = sideBySide ? 4 : rows < 10 ? 1 : 2;
	const footerRows = sideBySide ? 2 : 1;
	return {
		sizeClass,
		sideBySide,
		bounds: {
			columns,
			rows,
			left: Math.floor((size.columns - columns) / 2),
			top: Math.floor((size.rows - rows) / 2),
		},
		headerRows,
		footerRows,
		menuWidth,
		page: {
			columns: Math.min(maxLineLength, columns - around),
			rows: rows - headerRows - footerRows,
		},
	};
};

/**
Lays out a screen that may have a notice in its last row. If the rest is too small for a page, the notice
replaces the footer.
*/
export const geometryOf = (size: Size, hasNotice: boolean): Geometry => {
	const rest = {...size, rows: size.rows - 1};
	return layOut(hasNotice && sizeClassOf(rest) !== 'tiny' ? rest : size);
};
