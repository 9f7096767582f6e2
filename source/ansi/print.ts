import type {Line} from '../layout/line.ts';
import type {Painter} from './painter.ts';
import {createPen} from './pen.ts';

/** Lines as text with escape sequences, to print outside the alternate screen. */
export const printLines = (lines: readonly Line[], {paint}: Painter): string =>
	lines
		.map(line => {
			const pen = createPen(Number.POSITIVE_INFINITY);
			for (const {text, width, style, url} of paint(line)) {
				pen.write(text, width, style, url);
			}

			return `${pen.finish()}\r\n`;
		})
		.join('');
