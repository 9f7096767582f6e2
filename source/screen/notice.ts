import type {Line} from '../layout/line.ts';
import {textWidth} from '../layout/width.ts';
import {truncate} from './fit.ts';

/**
What a visitor is told in the last row.

@param wordings - The longest first: the first one that fits is taken, else the last one is cut.
*/
export const noticeLine = (wordings: readonly string[], columns: number): Line => {
	const room = columns - 2;
	const text = wordings.find(wording => textWidth(wording) <= room) ?? wordings.at(-1) ?? '';
	return truncate([{text: ` ${text} `, role: 'notice'}], columns);
};
