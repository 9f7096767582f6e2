import type {Inline} from '../resume/blocks.ts';
import {textWidth} from './width.ts';

/*
A section, laid out for a width, is lines of spans. The screen and plain text share them, so both break
lines alike; how a role looks is up to the screen's theme.
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
	/** The target of a hyperlink. */
	readonly url?: string | undefined;
	/** A background of its own, `#rrggbb`: a badge's. */
	readonly background?: string;
	/** A color of its own, `#rrggbb`: a bar's. */
	readonly color?: string | undefined;
	/** Set for marks and indents, which are not part of the résumé's text. */
	readonly decoration?: true;
	/** The number of the entry that starts on this line; on a line's first span. */
	readonly entry?: number;
};

export type Line = readonly Span[];

export type LayoutOptions = {
	/** Columns. */
	readonly width: number;
	/** Whether badges can have their exact colors; otherwise they are in brackets. */
	readonly badgeColors: boolean;
	/** For screen readers: numbers without their bars. */
	readonly screenReader?: boolean | undefined;
};

/** Inline runs as spans; those without an emphasis get the given role. */
export const inlineSpans = (text: readonly Inline[], role: Role = 'text'): readonly Span[] =>
	text.map(part => ({text: part.text, role: part.emphasis ?? role}));

/** Width of a line, in columns. */
export const lineWidth = (line: Line): number =>
	line.reduce((sum, span) => sum + textWidth(span.text), 0);

/** The text of a line, without trailing blanks. */
export const lineText = (line: Line): string =>
	line
		.map(span => span.text)
		.join('')
		.trimEnd();

/** Spaces that the layout adds. */
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

/** Prepends spans to lines: `first` to the first, `rest` to the others. */
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
