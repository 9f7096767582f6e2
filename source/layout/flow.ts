import {type Line, lineWidth, type Span} from './line.ts';
import {wrap} from './wrap.ts';

/*
Wraps an item that is wider than a line to as few lines as possible, of about equal length, so that the
last is not a single word.
*/
const balance = (item: readonly Span[], width: number): readonly Line[] => {
	const lines = wrap(item, width);
	let target = Math.ceil(lineWidth(item) / lines.length);
	while (target < width && wrap(item, target).length > lines.length) {
		target++;
	}

	return wrap(item, target);
};

/**
Places unbreakable items side by side, as many to a line as fit.

@param items - Each as spans; one that is wider than a line is wrapped.
@param separator - Between two items on a line. At the end of a line a decoration is omitted, and
punctuation kept if it fits.
*/
export const flow = (
	items: readonly (readonly Span[])[],
	separator: Span,
	width: number,
): readonly Line[] => {
	const lines: Span[][] = [];
	const gap = lineWidth([separator]);
	const end = separator.decoration ? '' : separator.text.trimEnd();
	let room = 0;
	for (const item of items) {
		const needed = lineWidth(item);
		const line = lines.at(-1);
		if (line !== undefined && gap + needed <= room) {
			line.push(separator, ...item);
			room -= gap + needed;
		} else {
			if (line !== undefined && end !== '' && end.length <= room) {
				line.push({...separator, text: end});
			}

			const parts = needed > width ? balance(item, width) : [item];
			lines.push(...parts.map(part => [...part]));
			room = width - lineWidth(parts.at(-1) ?? []);
		}
	}

	return lines;
};
