import colors from '../../data/language-colors.json' with {type: 'json'};
import {colorless} from './languages.ts';

const known: Readonly<Record<string, string>> = colors;

/** GitHub's color for a language, for the sources that name none. */
export const colorOf = (language: string): string =>
	(Object.hasOwn(known, language) ? known[language] : undefined) ?? colorless;
