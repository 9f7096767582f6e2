import stringWidth from 'string-width';

/*
Printable ASCII, Latin letters, punctuation, arrows, box drawing and blocks, as the content of a
character class: each is one grapheme of one cell. Nearly all texts contain nothing else, and need no
segmentation.
*/
export const singleCell =
	' -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u25A1\\u25AA\\u276F';

const singleCells = new RegExp(`^[${singleCell}]*$`);

/** Whether each code unit of a text is known to take one cell. */
export const isSingleCells = (text: string): boolean => singleCells.test(text);

/** Width of a text in a terminal, in columns. */
export const textWidth = (text: string): number =>
	isSingleCells(text) ? text.length : stringWidth(text);

/** Splits a text into graphemes. */
export const graphemes = (text: string): readonly string[] =>
	isSingleCells(text)
		? [...text]
		: Array.from(
				new Intl.Segmenter('en', {granularity: 'grapheme'}).segment(text),
				({segment}) => segment,
			);
