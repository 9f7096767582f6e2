import meow from 'meow';
import {loginPattern} from '../profile/login.ts';
import {sanitize} from '../text/sanitize.ts';
import {suggestion} from '../text/suggestion.ts';
import {UserError} from '../text/user-error.ts';

/** Columns that text can be wrapped to. */
const widths = {min: 20, max: 500};

/* The one table of flags: parsing, the help and the README use it. */
export const flagTable = [
	{
		name: 'profile',
		type: 'string',
		label: '--profile <file>',
		description: 'use another profile file',
		argument: {
			expected: 'a file: --profile me.json',
			validate: (value: unknown) => typeof value === 'string' && value !== '',
		},
	},
	{
		name: 'width',
		type: 'number',
		label: '--width <columns>',
		description: 'line length of plain text (default: 80)',
		argument: {
			expected: `a whole number from ${widths.min} to ${widths.max}: --width 72`,
			validate: (value: unknown) =>
				Number.isInteger(value) && Number(value) >= widths.min && Number(value) <= widths.max,
		},
	},
	{
		name: 'output',
		type: 'string',
		label: '--output <file>',
		description: 'write to a file, as UTF-8 (PowerShell’s > may not)',
		argument: {
			expected: 'a file: --output resume.txt',
			validate: (value: unknown) => typeof value === 'string' && value !== '',
		},
	},
	{
		name: 'color',
		type: 'boolean',
		label: '--color, --no-color',
		description: 'force or disable color',
	},
	{
		name: 'ascii',
		type: 'boolean',
		label: '--ascii',
		description: 'use ASCII instead of Unicode',
	},
	{
		name: 'github',
		type: 'string',
		label: '--github <login>',
		description: 'show another user’s statistics',
		argument: {
			expected: 'a GitHub login: --github octocat',
			validate: (value: unknown) => typeof value === 'string' && loginPattern.test(value),
		},
	},
	{
		name: 'offline',
		type: 'boolean',
		label: '--offline',
		description: 'no network: cached or bundled numbers only',
	},
	{name: 'cache', type: 'boolean', label: '--no-cache', description: 'don’t cache statistics'},
	{
		name: 'help',
		type: 'boolean',
		shortFlag: 'h',
		label: '-h, --help',
		description: 'show this help',
	},
	{
		name: 'version',
		type: 'boolean',
		shortFlag: 'v',
		label: '-v, --version',
		description: 'show the version',
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

/* As it was typed: meow reports names in camel case, and without their hyphens. */
const typedAs = (name: string): string =>
	name.length === 1
		? `-${name}`
		: `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;

/**
Splits a command line into words and flags.

@throws {UserError} for an unknown flag or an invalid value.
*/
export const parseFlags = (
	argv: readonly string[],
): {readonly words: readonly string[]; readonly flags: Flags} => {
	const parsed = meow({
		importMeta: import.meta,
		argv,
		autoHelp: false,
		autoVersion: false,
		/* A flag that is left out is undefined rather than false. */
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
			throw new UserError(`unknown flag "${sanitize(typedAs(name), 40)}"${meant} Try "--help"`);
		}

		/* The last one wins, as in most programs. */
		const value = (values as unknown as readonly unknown[]).at(-1);
		const isGiven = argv.some(word => word.split('=')[0] === `--${name}`);
		if ('argument' in flag && (isGiven || value !== undefined) && !flag.argument.validate(value)) {
			throw new UserError(`--${name} takes ${flag.argument.expected}`);
		}

		if (value !== undefined) {
			flags[name] = value;
		}
	}

	return {words: parsed.input.map(String), flags};
};
