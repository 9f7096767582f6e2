/* Levenshtein's distance, on words that are short by the time they come here. */
const distance = (from: string, to: string): number => {
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (const [i, character] of [...from].entries()) {
		const next = [i + 1];
		for (let j = 1; j <= to.length; j++) {
			const substitution = (row[j - 1] ?? 0) + (character === to[j - 1] ? 0 : 1);
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
		}

		row = next;
	}

	return row.at(-1) ?? 0;
};

/* The known word that is nearest to what was typed. */
const nearest = (typed: string, known: readonly string[]): string => {
	const short = typed.toLowerCase().slice(0, 24);
	const score = (candidate: string) =>
		candidate.startsWith(short) ? 0 : distance(short, candidate);
	return known.reduce((best, candidate) => (score(candidate) < score(best) ? candidate : best));
};

/**
The end of a sentence about a word: the known one that may be meant, or its full stop.

@param known - At least one.
@param shown - How to write it.
*/
export const suggestion = (
	typed: string,
	known: readonly string[],
	shown: (word: string) => string = word => `"${word}"`,
): string => {
	const best = nearest(typed, known);
	const short = typed.toLowerCase();
	const isNear =
		best.startsWith(short) || distance(short.slice(0, 24), best) <= Math.ceil(short.length / 3);
	return isNear ? `; did you mean ${shown(best)}?` : '.';
};
