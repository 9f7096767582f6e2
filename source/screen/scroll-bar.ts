import type {Line} from '../layout/line.ts';

export type Scroll = {
	/** Lines in all. */
	readonly total: number;
	/** Index of the first one that is seen. */
	readonly top: number;
	/** Lines that are seen at once. */
	readonly rows: number;
};

/* Rows that the thumb takes, and the row it starts at. */
const thumbOf = ({total, top, rows}: Scroll): {readonly start: number; readonly size: number} => {
	const size = Math.max(1, Math.round((rows * rows) / total));
	return {size, start: Math.round((top / (total - rows)) * (rows - size))};
};

const thumb: Line = [{text: '┃', role: 'thumb', decoration: true}];
const track: Line = [{text: '│', role: 'track', decoration: true}];

/** How much of a page is seen, and where in it; nothing if that is all. */
export const scrollBarLines = (scroll: Scroll): readonly Line[] => {
	if (scroll.total <= scroll.rows) {
		return [];
	}

	const {start, size} = thumbOf(scroll);
	return Array.from({length: scroll.rows}, (_, row) =>
		row >= start && row < start + size ? thumb : track,
	);
};
