import stringWidth from 'string-width';

/*
Printable ASCII, Latin letters, punctuation, arrows, box drawing and blocks: characters of one cell,
each a cluster of its own. Nearly all texts have no others, and then nothing has to be segmented.
As the inside of a character class.
*/
export const singleCell =
	' -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u25A1\\u25AA\\u276F';

const singleCells = new RegExp(`^[${singleCell}]*$`);

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
