import meow from 'meow';
import {loginPattern} from '../profile/login.ts';
import {printable} from '../text/sanitize.ts';
import {suggestion} from '../text/suggestion.ts';
import {UserError} from '../text/user-error.ts';

/** Columns that text can be wrapped to. */
const widths = {least: 20, most: 500};

/* The one table of flags: parsing, the help and the README come from it. */
export const flagTable = [
	{
		name: 'profile',
		type: 'string',
		shown: '--profile <file>',
		does: 'use another profile file',
		needs: {
			what: 'a file: --profile me.json',
			fits: (value: unknown) => typeof value === 'string' && value !== '',
		},
	},
	{
		name: 'width',
		type: 'number',
		shown: '--width <columns>',
		does: 'line length of plain text (default: 80)',
		needs: {
			what: `a whole number from ${widths.least} to ${widths.most}: --width 72`,
			fits: (value: unknown) =>
				Number.isInteger(value) && Number(value) >= widths.least && Number(value) <= widths.most,
		},
	},
	{
		name: 'output',
		type: 'string',
		shown: '--output <file>',
		does: 'write into a file, as UTF-8 (PowerShell’s > may not)',
		needs: {
			what: 'a file: --output resume.txt',
			fits: (value: unknown) => typeof value === 'string' && value !== '',
		},
	},
	{
		name: 'color',
		type: 'boolean',
		shown: '--color, --no-color',
		does: 'force or disable color',
	},
	{
		name: 'ascii',
		type: 'boolean',
		shown: '--ascii',
		does: 'use ASCII instead of Unicode',
	},
	{
		name: 'github',
		type: 'string',
		shown: '--github <login>',
		does: 'show another user’s statistics',
		needs: {
			what: 'a GitHub login: --github octocat',
			fits: (value: unknown) => typeof value === 'string' && loginPattern.test(value),
		},
	},
	{
		name: 'offline',
		type: 'boolean',
		shown: '--offline',
		does: 'no network: cached or bundled numbers only',
	},
	{name: 'cache', type: 'boolean', shown: '--no-cache', does: 'don’t cache statistics'},
	{name: 'help', type: 'boolean', shortFlag: 'h', shown: '-h, --help', does: 'show this help'},
	{
		name: 'version',
		type: 'boolean',
		shortFlag: 'v',
		shown: '-v, --version',
		does: 'show the version',
	},
] as const;

export type Flags = {
	readonly profile?: string;
	readonly width?: number;
	readonly output?: string;
	readonly color?: boolean;
	readonly ascii?: boolean;
	readonly github?: string;
	readonly offline?: boolean;
	readonly cache?: boolean;
	readonly help?: boolean;
	readonly version?: boolean;
};

const known = flagTable.map(({name}) => name as string);

/* As it was typed: meow gives names in camel case, and letters without their one hyphen. */
const typedAs = (name: string): string =>
	name.length === 1
		? `-${name}`
		: `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;

/**
Splits a command line into words and flags.

@throws {UserError} for a flag that is not known, or has no fitting value.
*/
export const parseFlags = (
	argv: readonly string[],
): {readonly words: readonly string[]; readonly flags: Flags} => {
	const parsed = meow({
		importMeta: import.meta,
		argv,
		autoHelp: false,
		autoVersion: false,
		/* What is not said is not known: a flag that is left out is not a no. */
		booleanDefault: undefined,
		pkg: {},
		flags: Object.fromEntries(
			flagTable.map(({name, type, ...flag}) => {
				const shortFlag = 'shortFlag' in flag ? {shortFlag: flag.shortFlag} : {};
				return [name, {type, isMultiple: true, ...shortFlag}];
			}),
		) as Record<string, {type: 'string' | 'number' | 'boolean'; isMultiple: true}>,
	});
	const flags: Record<string, unknown> = {};
	for (const [name, values] of Object.entries(parsed.flags)) {
		const flag = flagTable.find(known => known.name === name);
		if (flag === undefined) {
			const meant = suggestion(name, known, word => `"--${word}"`);
			throw new UserError(`unknown flag "${printable(typedAs(name), 40)}"${meant} Try "--help"`);
		}

		/* Given twice, the last one counts, as in most programs. */
		const value = (values as unknown as readonly unknown[]).at(-1);
		const isGiven = argv.some(word => word.split('=')[0] === `--${name}`);
		if ('needs' in flag && (isGiven || value !== undefined) && !flag.needs.fits(value)) {
			throw new UserError(`--${name} takes ${flag.needs.what}`);
		}

		if (value !== undefined) {
			flags[name] = value;
		}
	}

	return {words: parsed.input.map(String), flags};
};
