import type {Inline} from '../resume/blocks.ts';
import {textWidth} from './width.ts';

/*
A section, laid out for a width: lines of spans. The screen and plain text share it, so that
both break lines alike; how a role looks is for the screen's theme to say.
*/

/** What a span is, not how it looks. */
export type Role =
	| 'text'
	| 'strong'
	| 'code'
	| 'title'
	| 'heading'
	| 'label'
	| 'muted'
	| 'marker'
	| 'quote'
	| 'link'
	| 'badge'
	| 'bar'
	| 'track'
	/* Of the screen around a page. */
	| 'name'
	| 'rule'
	| 'item'
	| 'selected'
	| 'key'
	| 'hint'
	| 'thumb'
	| 'notice';

export type Span = {
	readonly text: string;
	readonly role: Role;
	/** Where a click on it leads. */
	readonly url?: string | undefined;
	/** A background of its own, `#rrggbb`: a badge's. */
	readonly background?: string;
	/** A color of its own, `#rrggbb`: a bar's. */
	readonly color?: string | undefined;
	/** A mark or an indent that the layout put there, and not a part of the résumé's text. */
	readonly decoration?: true;
	/** The number of the entry that starts on this line; on a line's first span. */
	readonly entry?: number;
};

export type Line = readonly Span[];

export type LayoutOptions = {
	/** Columns that a line may take. */
	readonly width: number;
	/** Whether badges can have their exact colors; otherwise they are written in brackets. */
	readonly badgeColors: boolean;
	/** For a screen reader: the numbers without their bars. */
	readonly screenReader?: boolean | undefined;
};

/** Inline runs as spans; those without an emphasis get the given role. */
export const inlineSpans = (text: readonly Inline[], role: Role = 'text'): readonly Span[] =>
	text.map(part => ({text: part.text, role: part.emphasis ?? role}));

/** Columns that a line takes. */
export const lineWidth = (line: Line): number =>
	line.reduce((sum, span) => sum + textWidth(span.text), 0);

/** The text of a line, without the blanks at its end. */
export const lineText = (line: Line): string =>
	line
		.map(span => span.text)
		.join('')
		.trimEnd();

/** A blank that the layout adds; none where there is no room for one. */
export const blank = (columns: number): Span => ({
	text: ' '.repeat(Math.max(0, columns)),
	role: 'text',
	decoration: true,
});

/** A mark that the layout adds. */
export const decoration = (text: string, role: Role = 'marker'): Span => ({
	text,
	role,
	decoration: true,
});

/** Puts spans in front of lines: `first` before the first, `rest` before the others. */
export const prefix = (lines: readonly Line[], first: Line, rest: Line = first): readonly Line[] =>
	lines.map((line, index) => [...(index === 0 ? first : rest), ...line]);

/** Marks the first of an entry's lines with its number. */
export const markEntry = (lines: readonly Line[], entry: number | undefined): readonly Line[] => {
	const [[first = blank(0), ...others] = [], ...rest] = lines;
	return entry === undefined || lines.length === 0
		? lines
		: [[{...first, entry}, ...others], ...rest];
};

/** Index of the line that an entry starts on, if it is there. */
export const entryLine = (lines: readonly Line[], entry: number): number | undefined => {
	const index = lines.findIndex(([first]) => first?.entry === entry);
	return index === -1 ? undefined : index;
};
