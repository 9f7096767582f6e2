import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

type Json = string | number | boolean | null | readonly Json[] | {readonly [key: string]: Json};

type Section = {readonly [key: string]: Json};

/** What a profile may hold in one list. */
const maxEntries = 200;

const repeat = <Entry>(entries: readonly Entry[], factor: number): readonly Entry[] =>
	Array.from({length: factor}, () => entries).flat();

/* Repeats the entries of lists; those that would get too long have entries that get longer instead. */
const scaleList = (entries: readonly Json[], factor: number): readonly Json[] => {
	const copies = Math.max(1, Math.min(factor, Math.floor(maxEntries / entries.length)));
	const rest = Math.round(factor / copies);
	return repeat(rest > 1 ? entries.map(entry => scaleEntry(entry, rest)) : entries, copies);
};

/* Only the lists of groups and the texts that are prose: a label stays a label. */
const scaleEntry = (entry: Json, factor: number): Json => {
	if (typeof entry === 'string') {
		return entry.length > 20 ? Array.from({length: factor}, () => entry).join(' ') : entry;
	}

	if (Array.isArray(entry)) {
		return scaleList(entry, factor);
	}

	if (entry === null || typeof entry !== 'object') {
		return entry;
	}

	return Object.fromEntries(
		Object.entries(entry).map(([key, value]) => [
			key,
			Array.isArray(value) ? scaleList(value, factor) : value,
		]),
	);
};

const listsOf: Readonly<Record<string, string>> = {
	focus: 'items',
	principles: 'groups',
	stack: 'groups',
	work: 'items',
	now: 'items',
	links: 'items',
};

/** The shipped profile with many times the content. */
export const scaledProfile = async (factor: number): Promise<Section> => {
	const path = fileURLToPath(new URL('../data/profile.json', import.meta.url));
	const {$schema: _, ...profile} = JSON.parse(await readFile(path, 'utf8')) as Record<string, Json>;
	const scaled = Object.entries(listsOf).map(([name, list]) => {
		const section = profile[name] as Section;
		return [name, {...section, [list]: scaleList(section[list] as readonly Json[], factor)}];
	});
	return {
		...profile,
		introduction: scaleList(profile.introduction as readonly Json[], factor),
		...Object.fromEntries(scaled),
	};
};

/** Writes it where `--profile` can read it. */
export const writeScaledProfile = async (factor: number, path: string): Promise<void> =>
	writeFile(path, JSON.stringify(await scaledProfile(factor)));
