import colors from '../../data/language-colors.json' with {type: 'json'};
import type {LanguageShare} from './schema.ts';

/** One repository's languages, in the order of the response. */
export type RepositoryLanguages = readonly {
	readonly name: string;
	readonly bytes: number;
	readonly color: string;
}[];

/** For languages that GitHub has no color for. */
export const defaultColor = '#858585';

const knownColors: Readonly<Record<string, string>> = colors;

/** GitHub's color for a language, for sources that provide none. */
export const colorOf = (language: string): string =>
	(Object.hasOwn(knownColors, language) ? knownColors[language] : undefined) ?? defaultColor;

/** As many as the compact card shows. */
const maxLanguages = 6;

/** How many languages of one repository are counted: its largest. */
export const maxLanguagesPerRepository = 10;

/**
The largest languages over all repositories, by the rules of github-readme-stats (fetcher and
`trimTopLanguages` at 5df91f9): bytes summed by language, largest first, and each one's share of
those shown. Of languages with equal bytes that of the later repository comes first.

@param max - How many to return at most.
*/
export const topLanguages = (
	repositories: readonly RepositoryLanguages[],
	max = maxLanguages,
): readonly (LanguageShare & {readonly bytes: number})[] => {
	const sums = new Map<string, {name: string; color: string; bytes: number}>();
	for (const language of repositories.toReversed().flat()) {
		const sum = sums.get(language.name);
		if (sum === undefined) {
			sums.set(language.name, {...language});
		} else {
			sum.bytes += language.bytes;
		}
	}

	const shown = [...sums.values()].sort((a, b) => b.bytes - a.bytes).slice(0, max);
	const total = shown.reduce((sum, {bytes}) => sum + bytes, 0);
	return shown.map(language => ({
		...language,
		percent: total === 0 ? 0 : (language.bytes / total) * 100,
	}));
};
