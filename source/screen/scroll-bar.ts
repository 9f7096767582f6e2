import type {Line} from '../layout/line.ts';

export type Scroll = {
	/** Number of lines. */
	readonly total: number;
	/** Index of the first visible line. */
	readonly top: number;
	/** Number of visible lines. */
	readonly rows: number;
};

const thumbOf = ({total, top, rows}: Scroll): {readonly start: number; readonly size: number} => {
	const size = Math.max(1, Math.round((rows * rows) / total));
	return {size, start: Math.round((top / (total - rows)) * (rows - size))};
};

const thumb: Line = [{text: '┃', role: 'thumb', decoration: true}];
const track: Line = [{text: '│', role: 'track', decoration: true}];

/** The scroll bar of a page; empty if all of it is visible. */
export const scrollBarLines = (scroll: Scroll): readonly Line[] => {
	if (scroll.total <= scroll.rows) {
		return [];
	}

	const {start, size} = thumbOf(scroll);
	return Array.from({length: scroll.rows}, (_, row) =>
		row >= start && row < start + size ? thumb : track,
	);
};
