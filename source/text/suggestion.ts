import leven from 'leven';

/** Only so much of what was typed is compared, so that the work is bounded. */
const maxLength = 24;

/**
The end of an error message about an unknown word: suggests the closest known one, or is a full stop.

@param known - At least one.
@param format - How to write the suggestion.
*/
export const suggestion = (
	typed: string,
	known: readonly string[],
	format: (word: string) => string = word => `"${word}"`,
): string => {
	const word = typed.toLowerCase().slice(0, maxLength);
	const distance = (candidate: string) => (candidate.startsWith(word) ? 0 : leven(word, candidate));
	const closest = known.reduce((best, candidate) =>
		distance(candidate) < distance(best) ? candidate : best,
	);
	return distance(closest) <= Math.ceil(word.length / 3)
		? `; did you mean ${format(closest)}?`
		: '.';
};
