/* What can mean something anywhere in a line. */
const special: readonly RegExp[] = [
	/[\\`*~|[\]]/g,
	/* An underscore inside of a word is only that. */
	/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
	/<(?=[A-Za-z/!?])/g,
	/&(?=[#A-Za-z])/g,
	/* What GitHub takes for an address. */
	/:(?=\/\/)|(?<=www)\.|(?<=[\w.+-])@(?=[\w-])/gi,
];

/**
A text as Markdown that reads back as that text, wherever in a line it stands.

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

/** A character as a reference, which no rule of Markdown takes for the character. */
export const reference = (character: string): string =>
	`&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

/**
Makes sure that a line of inline Markdown is text and no heading, list, quote, rule or underline,
and that its outer spaces stay.
*/
export const guardLine = (line: string): string =>
	line
		.replace(/^ /, reference)
		.replace(/ $/, reference)
		.replace(/^[#>=+-]/, String.raw`\$&`)
		.replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`);
