import {blank, type Line, lineWidth, type Span} from '../layout/line.ts';
import {graphemes, textWidth} from '../layout/width.ts';

/** As much of a text as fits into a width, in whole graphemes. */
const truncateText = (text: string, width: number): string => {
	let used = 0;
	let kept = '';
	for (const grapheme of graphemes(text)) {
		used += textWidth(grapheme);
		if (used > width) {
			break;
		}

		kept += grapheme;
	}

	return kept;
};

/** Truncates a line that is too wide, with an ellipsis. */
export const truncate = (line: Line, width: number): Line => {
	if (lineWidth(line) <= width) {
		return line;
	}

	const kept: Span[] = [];
	let room = width - 1;
	for (const span of line) {
		const spanWidth = textWidth(span.text);
		if (spanWidth > room) {
			return room < 0 ? [] : [...kept, {...span, text: `${truncateText(span.text, room)}…`}];
		}

		kept.push(span);
		room -= spanWidth;
	}

	return kept;
};

/** One line at the left edge and one at the right; the left one takes precedence. */
export const spread = (left: Line, right: Line, width: number, gap = 2): Line => {
	const first = truncate(left, width);
	const used = lineWidth(first);
	const last = truncate(right, Math.max(0, width - used - gap));
	return last.length === 0 ? first : [...first, blank(width - used - lineWidth(last)), ...last];
};
