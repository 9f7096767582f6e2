import meow from 'meow';
import {nearest} from './commands.ts';
import {checkLogin} from './stats/settings.ts';
import {printable} from './terminal/printable.ts';
import {UserError} from './user-error.ts';

/* The one table of flags: parsing, the help and the README come from it. */
export const flagTable = [
	{name: 'profile', type: 'string', shown: '--profile <file>', does: 'show another profile'},
	{name: 'width', type: 'number', shown: '--width <columns>', does: 'line length of text (80)'},
	{name: 'color', type: 'boolean', shown: '--color, --no-color', does: 'force color on or off'},
	{name: 'ascii', type: 'boolean', shown: '--ascii', does: 'ASCII instead of Unicode'},
	{name: 'github', type: 'string', shown: '--github <login>', does: 'another user’s statistics'},
	{
		name: 'offline',
		type: 'boolean',
		shown: '--offline',
		does: 'no requests: what is kept or shipped',
	},
	{name: 'cache', type: 'boolean', shown: '--no-cache', does: 'keep no statistics on disk'},
	{name: 'help', type: 'boolean', shown: '--help', does: 'this help'},
	{name: 'version', type: 'boolean', shown: '--version', does: 'the version'},
] as const;

export type Flags = {
	readonly profile?: string;
	readonly width?: number;
	readonly color?: boolean;
	readonly ascii?: boolean;
	readonly github?: string;
	readonly offline?: boolean;
	readonly cache?: boolean;
	readonly help?: boolean;
	readonly version?: boolean;
};

/** Columns that text can be wrapped to. */
const widths = {least: 20, most: 500};

const known = flagTable.map(({name}) => name as string);

/* Given twice, a flag is a list; the last one counts, as in most programs. */
const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

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
			flagTable.map(({name, type}) => [name, {type, isMultiple: false}]),
		) as Record<string, {type: 'string' | 'number' | 'boolean'}>,
	});
	const flags: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(parsed.flags)) {
		const {type} = flagTable.find(flag => flag.name === name) ?? {};
		if (type === undefined) {
			const typed = `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
			const suggestion = nearest(name, known);
			throw new UserError(
				`unknown flag "${printable(typed, 40)}"; did you mean "--${suggestion}"? Try "--help"`,
			);
		}

		flags[name] = lastOf(value);
	}

	const {profile, width, github} = flags as Flags;
	if (profile === '') {
		throw new UserError('--profile needs a file: --profile me.json');
	}

	if (github !== undefined) {
		checkLogin(github);
	}

	if (width !== undefined && !(width >= widths.least && width <= widths.most)) {
		throw new UserError(`--width takes a number from ${widths.least} to ${widths.most}`);
	}

	return {
		words: parsed.input.map(String),
		flags: {...flags, ...(width === undefined ? {} : {width: Math.floor(width)})},
	};
};
