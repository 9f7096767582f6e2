/*
Controls (C0, DEL, C1), line and paragraph separators, bidirectional embeddings, overrides and
isolates, and lone surrogates: what a hostile text needs to move the cursor, forge a line or reverse the
text.
*/
const unprintable =
	/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Removes what a terminal would not show as a character. */
export const stripControls = (text: string): string => text.replace(unprintable, '');

/**
Makes untrusted text safe to show on one line or write to a log.

@param text - Anything: a response, a file name, a client's input.
@param maxLength - In UTF-16 code units; longer text is truncated with `…`.
*/
export const sanitize = (text: string, maxLength = 200): string => {
	/* Truncated first, so that the work is bounded too. */
	const clean = stripControls(text.slice(0, maxLength + 1));
	return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
};
