import meow from 'meow';
import {nearest} from './commands.ts';
import {printable} from './terminal/printable.ts';
import {UserError} from './user-error.ts';

/* The one table of flags: parsing, the help and the README come from it. */
export const flagTable = [
	{name: 'profile', type: 'string', shown: '--profile <file>', does: 'show another profile'},
	{name: 'width', type: 'number', shown: '--width <columns>', does: 'line length of text (80)'},
	{name: 'color', type: 'boolean', shown: '--color, --no-color', does: 'force color on or off'},
	{name: 'ascii', type: 'boolean', shown: '--ascii', does: 'ASCII instead of Unicode'},
	{name: 'help', type: 'boolean', shown: '--help', does: 'this help'},
	{name: 'version', type: 'boolean', shown: '--version', does: 'the version'},
] as const;

export type Flags = {
	readonly profile?: string;
	readonly width?: number;
	readonly color?: boolean;
	readonly ascii?: boolean;
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

	const {profile, width} = flags as Flags;
	if (profile === '') {
		throw new UserError('--profile needs a file: --profile me.json');
	}

	if (width !== undefined && !(width >= widths.least && width <= widths.most)) {
		throw new UserError(`--width takes a number from ${widths.least} to ${widths.most}`);
	}

	return {
		words: parsed.input.map(String),
		flags: {...flags, ...(width === undefined ? {} : {width: Math.floor(width)})},
	};
};
