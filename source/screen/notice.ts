import type {Line} from '../layout/line.ts';
import {textWidth} from '../layout/width.ts';
import {truncate} from './fit.ts';

/**
A notice in the last row.

@param wordings - The longest first: the first one that fits is shown, or the last one truncated.
*/
export const noticeLine = (wordings: readonly string[], columns: number): Line => {
	const room = columns - 2;
	const text = wordings.find(wording => textWidth(wording) <= room) ?? wordings.at(-1) ?? '';
	return truncate([{text: ` ${text} `, role: 'notice'}], columns);
};
