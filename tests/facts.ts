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

const oneSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
The facts of a profile that a text does not state, whitespace aside. Each fact is looked for where
no longer one stands, so that a dropped badge "Go" is missed although a sentence says "Go" too.
The name may be part of the greeting.

@param text - All that a face shows, as plain text.
*/
export const missingFacts = (profile: Profile, text: string): readonly string[] => {
	const {name, ...others} = profile;
	let rest = oneSpaced(text);
	const missing = rest.includes(oneSpaced(name)) ? [] : [name];
	const longestFirst = walk(others).toSorted((one, other) => other.length - one.length);
	for (const fact of longestFirst) {
		const start = rest.indexOf(oneSpaced(fact));
		if (start === -1) {
			missing.push(fact);
		} else {
			rest = `${rest.slice(0, start)}\u0000${rest.slice(start + oneSpaced(fact).length)}`;
		}
	}

	return missing;
};
