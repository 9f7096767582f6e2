import type {Line} from './line.ts';

/*
A reader's place in a section, in a form that outlives a change of width: how many characters
of the section's text come before it. Blanks and decorations, which come and go with the line
breaks, do not count. Each line counts for at least one, so that no two start at the same place.
*/
export type TextOffset = number;

const length = (line: Line): number => {
	const texts = line.map(span => (span.decoration ? '' : span.text.replaceAll(' ', '')));
	return Math.max(1, texts.join('').length);
};

/** The place at which each line starts. */
export const lineOffsets = (lines: readonly Line[]): readonly TextOffset[] => {
	let place = 0;
	return lines.map(line => {
		const start = place;
		place += length(line);
		return start;
	});
};

/** The index of the line that a place is on. */
export const lineAt = (places: readonly TextOffset[], place: TextOffset): number =>
	Math.max(
		0,
		places.findLastIndex(start => start <= place),
	);
