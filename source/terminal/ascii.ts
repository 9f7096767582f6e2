import stringWidth from 'string-width';

/*
ASCII replacements of the same width, so that nothing moves.
*/
const replacements: Readonly<Record<string, string>> = {
	'❯': '>',
	'▪': '*',
	'•': '*',
	'·': '-',
	'─': '-',
	'━': '=',
	'╸': '=',
	'│': '|',
	'┃': '#',
	'█': '#',
	'▉': '#',
	'▊': '#',
	'▋': '#',
	'▌': '#',
	'▍': '.',
	'▎': '|',
	'▏': '.',
	'▓': '%',
	'▒': '+',
	'░': '.',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'⏎': '<',
	'—': '-',
	'–': '-',
	'‐': '-',
	'‑': '-',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'…': '~',
	'★': '*',
	'≈': '~',
	'×': 'x',
	'\u00A0': ' ',
};

/* A letter keeps its base: é is e followed by an accent of no width. */
const asciiFor = (grapheme: string): string => {
	const known = replacements[grapheme];
	if (known !== undefined) {
		return known;
	}

	const width = stringWidth(grapheme);
	const base = grapheme.normalize('NFKD').replace(/[^ -~]/g, '');
	return base.length === width ? base : '?'.repeat(width);
};

/**
Replaces each character by ASCII of the same width. Escape sequences are ASCII already and stay as they
are.
*/
export const toAscii = (text: string): string => {
	const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
	return text.replace(/[^\u0000-\u007F]+/g, run =>
		Array.from(graphemes.segment(run), ({segment}) => asciiFor(segment)).join(''),
	);
};
