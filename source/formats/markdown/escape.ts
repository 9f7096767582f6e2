/* What can have a meaning anywhere in a line. */
const special: readonly RegExp[] = [
	/[\\`*~|[\]]/g,
	/* An underscore within a word has none. */
	/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
	/<(?=[A-Za-z/!?])/g,
	/&(?=[#A-Za-z])/g,
	/* What GitHub autolinks. */
	/:(?=\/\/)|(?<=www)\.|(?<=[\w.+-])@(?=[\w-])/gi,
];

/**
Escapes a text as Markdown, wherever in a line it is.

@see https://spec.commonmark.org/0.31.2/#backslash-escapes
*/
export const escapeMarkdown = (text: string): string => {
	const marked = new Set(special.flatMap(pattern => [...text.matchAll(pattern)].map(m => m.index)));
	let escaped = '';
	for (let index = 0; index < text.length; index++) {
		escaped += marked.has(index) ? `\\${text[index]}` : text[index];
	}

	return escaped;
};

/** A character as a character reference, which has no meaning in Markdown. */
export const reference = (character: string): string =>
	`&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

/**
Makes sure that a line of inline Markdown is not taken for a heading, list, quote, rule or underline,
and that its outer spaces are kept.
*/
export const guardLine = (line: string): string =>
	line
		.replace(/^ /, reference)
		.replace(/ $/, reference)
		.replace(/^[#>=+-]/, String.raw`\$&`)
		.replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`);
