/*
Controls (C0, DEL, C1), line and paragraph separators, bidirectional embeddings, overrides and
isolates, and halves of surrogate pairs: what a hostile text needs to move a cursor, forge a
line or read backwards.
*/
const unprintable =
	/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Leaves out what a terminal would not show as a character. */
export const stripControls = (text: string): string => text.replace(unprintable, '');

/**
Makes a text from outside fit to be shown on one line or written to a log.

@param text - Anything: an answer from the network, a file's name, a client's words.
@param maxLength - At most so many UTF-16 code units are kept; a cut is shown as `…`.
*/
export const sanitize = (text: string, maxLength = 200): string => {
	/* Cut before cleaning, so that the work is bounded too. */
	const clean = stripControls(text.slice(0, maxLength + 1));
	return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
};
