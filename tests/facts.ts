import type {Profile} from '../source/profile/schema.ts';

/* What only decorates, or is for the reader of the file. */
const decorations: ReadonlySet<string> = new Set([
	'$schema',
	'emoji',
	'color',
	'logo',
	'logoColor',
]);

const emphasized = (value: unknown): string | undefined => {
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}

	const [entry, ...more] = Object.entries(value);
	return more.length === 0 && (entry?.[0] === 'strong' || entry?.[0] === 'code')
		? String(entry[1])
		: undefined;
};

const walk = (value: unknown): readonly string[] => {
	if (typeof value === 'string') {
		return [value];
	}

	if (Array.isArray(value)) {
		/* A list with an emphasized part is one text in runs. */
		return value.some(part => emphasized(part) !== undefined)
			? [value.map(part => emphasized(part) ?? String(part)).join('')]
			: value.flatMap(walk);
	}

	const alone = emphasized(value);
	if (alone !== undefined) {
		return [alone];
	}

	if (typeof value !== 'object' || value === null) {
		throw new TypeError(`A profile holds texts, lists and objects, not ${String(value)}`);
	}

	return Object.entries(value).flatMap(([key, field]) => (decorations.has(key) ? [] : walk(field)));
};

/**
Every fact that a profile states, as plain text, in the order of its file: all that it holds but
the decorations. It is found by walking the data, so that a new field can't be forgotten.

@param profile - Whole, or the part whose facts are asked for.
*/
export const factsOf = (profile: Profile | Profile[keyof Profile]): readonly string[] =>
	walk(profile);
