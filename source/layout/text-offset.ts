import type {Line} from './line.ts';

/*
A scroll position that is independent of the width: how many characters of a section's text precede
it. Blanks and decorations, which depend on line breaks, do not count. Each line counts as at least one
character, so that no two start at the same offset.
*/
export type TextOffset = number;

const length = (line: Line): number => {
	const texts = line.map(span => (span.decoration ? '' : span.text.replaceAll(' ', '')));
	return Math.max(1, texts.join('').length);
};

/** The offset at which each line starts. */
export const lineOffsets = (lines: readonly Line[]): readonly TextOffset[] => {
	let offset = 0;
	return lines.map(line => {
		const start = offset;
		offset += length(line);
		return start;
	});
};

/** The index of the line that contains an offset. */
export const lineAt = (offsets: readonly TextOffset[], offset: TextOffset): number =>
	Math.max(
		0,
		offsets.findLastIndex(start => start <= offset),
	);
