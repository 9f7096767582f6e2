import stringWidth from 'string-width';

/*
Printable ASCII, Latin letters, punctuation, arrows, box drawing and blocks: characters of one cell,
each a cluster of its own. Nearly all texts have no others, and then nothing has to be segmented.
*/
const singleCells = /^[ -~¡-¬®-˿‐-‧←-↓─-□▪❯]*$/;

/** Whether each code unit of a text is one cell for sure. */
export const isSingleCells = (text: string): boolean => singleCells.test(text);

/** Columns that a text takes in a terminal. */
export const textWidth = (text: string): number =>
	isSingleCells(text) ? text.length : stringWidth(text);

/** The characters of a text as a reader sees them. */
export const graphemes = (text: string): readonly string[] =>
	isSingleCells(text)
		? [...text]
		: Array.from(
				new Intl.Segmenter('en', {granularity: 'grapheme'}).segment(text),
				({segment}) => segment,
			);
