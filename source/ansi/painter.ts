import type {Line, Span} from '../layout/line.ts';
import {textWidth} from '../layout/width.ts';
import {type Style, styleOf, type Theme} from '../screen/theme.ts';
import {toAscii} from '../terminal/ascii.ts';
import type {Capabilities} from '../terminal/capabilities.ts';
import {downsampleColor} from '../terminal/downsample-color.ts';
import {stripControls} from '../text/sanitize.ts';

/** Text in one style, downgraded for one kind of terminal. */
export type Run = {
	readonly text: string;
	/** Columns. */
	readonly width: number;
	/** Parameters of the SGR sequence that sets the style; empty for the terminal's own. */
	readonly style: string;
	/** Target of the hyperlink; empty for none. */
	readonly url: string;
};

export type Painter = {
	/** A line as runs; the same line returns the same array. */
	readonly paint: (line: Line) => readonly Run[];
};

const channels = (color: string): string =>
	[1, 3, 5].map(start => Number.parseInt(color.slice(start, start + 2), 16)).join(';');

const parametersOf = ({
	color,
	backgroundColor,
	bold,
	italic,
	underline,
	inverse,
}: Style): readonly string[] => [
	...(bold ? ['1'] : []),
	...(italic ? ['3'] : []),
	...(underline ? ['4'] : []),
	...(inverse ? ['7'] : []),
	...(color === undefined ? [] : [`38;2;${channels(color)}`]),
	...(backgroundColor === undefined ? [] : [`48;2;${channels(backgroundColor)}`]),
];

const isBlank = /^ *$/;

/**
Converts lines for terminals with given capabilities. Visitors with the same capabilities share a
painter, which caches styles and lines.
*/
export const createPainter = (
	{colorDepth, hyperlinks, unicode}: Capabilities,
	theme: Theme,
): Painter => {
	const styles = new Map<string, string>();
	const lines = new WeakMap<Line, readonly Run[]>();

	const sgrOf = (span: Span): string => {
		const key = `${span.role} ${span.color} ${span.background}`;
		let sgr = styles.get(key);
		if (sgr === undefined) {
			const parameters = parametersOf(styleOf(span, theme)).join(';');
			sgr = parameters && downsampleColor(`\u001B[${parameters}m`, colorDepth).slice(2, -1);
			styles.set(key, sgr);
		}

		return sgr;
	};

	const runOf = (span: Span): Run => {
		const text = stripControls(span.text);
		return {
			text: unicode ? text : toAscii(text),
			width: textWidth(text),
			/* Blanks are not styled, so that rows that look the same are equal. */
			style: span.decoration && isBlank.test(text) ? '' : sgrOf(span),
			url: hyperlinks ? (span.url ?? '') : '',
		};
	};

	return {
		paint: line => {
			let runs = lines.get(line);
			if (runs === undefined) {
				runs = line.map(runOf).filter(({width}) => width > 0);
				lines.set(line, runs);
			}

			return runs;
		},
	};
};
