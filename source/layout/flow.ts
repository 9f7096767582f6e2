import {type Line, lineWidth, type Span} from './line.ts';
import {wrap} from './wrap.ts';

/*
What is wider than a line, on as few lines as it takes, which are about equally long: the last is
no single word.
*/
const balance = (item: readonly Span[], width: number): readonly Line[] => {
	const lines = wrap(item, width);
	let balanced = Math.ceil(lineWidth(item) / lines.length);
	while (balanced < width && wrap(item, balanced).length > lines.length) {
		balanced++;
	}

	return wrap(item, balanced);
};

/**
Sets things side by side that should not be broken, as many to a line as fit.

@param items - Each as spans; one that is wider than a line is wrapped.
@param separator - Between two on a line. At a line's end a decoration is left out, and
punctuation stays if it fits.
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
