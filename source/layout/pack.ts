import {type Line, lineWidth, type Span} from './line.ts';
import {wrap} from './wrap.ts';

/**
Sets things side by side that should not be broken, as many to a line as fit.

@param items - Each as spans; one that is wider than a line is wrapped.
@param separator - Between two on a line; at a line's end without its blank, if it still fits.
*/
export const pack = (
	items: readonly (readonly Span[])[],
	separator: Span,
	width: number,
): readonly Line[] => {
	const lines: Span[][] = [];
	const gap = lineWidth([separator]);
	let room = 0;
	for (const item of items) {
		const needed = lineWidth(item);
		const line = lines.at(-1);
		if (line !== undefined && gap + needed <= room) {
			line.push(separator, ...item);
			room -= gap + needed;
		} else {
			const end = separator.text.trimEnd();
			if (line !== undefined && end !== '' && end.length <= room) {
				line.push({...separator, text: end});
			}

			const parts = needed > width ? wrap(item, width) : [item];
			lines.push(...parts.map(part => [...part]));
			room = width - lineWidth(parts.at(-1) ?? []);
		}
	}

	return lines;
};
