import {readFileSync} from 'node:fs';
import {parseArgs, parseEnv} from 'node:util';
import {sanitize} from '../text/sanitize.ts';
import {suggestion} from '../text/suggestion.ts';
import {UserError} from '../text/user-error.ts';
import type {Parser} from './setting-parsers.ts';

export type Setting<Value> = {
	/** Its heading in the help. */
	readonly group: string;
	readonly summary: string;
	/** As it would be typed. Empty if there is none. */
	readonly fallback: string;
	readonly parse: Parser<Value>;
	/** A secret has no flag, since every user of the machine can see flags. */
	readonly secret: boolean;
};

/** A program's settings, by name in camelCase. The one named `settings` is a file of them. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;

export type ValuesOf<Table extends SettingsTable> = {
	readonly [Name in keyof Table]: ReturnType<Table[Name]['parse']>;
};

/** The flag of a setting, without the dashes in front. */
export const flagName = (name: string): string =>
	name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** The environment variable of a setting. */
export const variableName = (prefix: string, name: string): string =>
	prefix + flagName(name).toUpperCase().replaceAll('-', '_');

const readFlags = (words: readonly string[], flags: readonly string[]) => {
	const options = Object.fromEntries([
		...flags.map(flag => [flag, {type: 'string'}] as const),
		['help', {type: 'boolean', short: 'h'}] as const,
	]);
	try {
		return parseArgs({args: [...words], options, allowPositionals: false}).values;
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		const flag = /'-{0,2}([^'= <]+)/.exec(message)?.[1] ?? '';
		throw new UserError(
			code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
				? `unknown flag --${sanitize(flag, 32)}${suggestion(flag, flags, word => `--${word}`)} Try --help`
				: code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
					? `unexpected argument "${sanitize(flag, 32)}"; settings are flags: try --help`
					: `--${sanitize(flag, 32)} needs a value; try --help`,
		);
	}
};

const readFileVariables = (file: string, prefix: string): NodeJS.ProcessEnv => {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new UserError(`--settings ${sanitize(file)}: cannot be read (${code}): check the path`);
	}

	const line = new RegExp(`^\\s*(?:#.*|${prefix}\\w+\\s*=.*)?$`);
	const number = text.split('\n').findIndex(candidate => !line.test(candidate));
	if (number !== -1) {
		throw new UserError(
			`--settings ${sanitize(file)}: line ${number + 1} is not ${prefix}NAME=value: correct it`,
		);
	}

	return parseEnv(text);
};

const checkVariables = (
	variables: NodeJS.ProcessEnv,
	prefix: string,
	names: readonly string[],
): void => {
	const known = new Map(names.map(name => [variableName(prefix, name), name]));
	const unknown = Object.keys(variables).find(
		variable => variable.startsWith(prefix) && !known.has(variable),
	);
	if (unknown !== undefined) {
		const typed = unknown.slice(prefix.length).replaceAll('_', '-');
		const near = suggestion(typed, names.map(flagName), flag => variableName(prefix, flag));
		throw new UserError(`unknown variable ${sanitize(unknown, 64)}${near}`);
	}
};

/**
Reads settings: a flag overrides the settings file, which overrides the environment.

@param prefix - The prefix of the environment variables.
@param words - The command line without Node and the program.
@returns `help` if `--help` was given.
@throws {UserError} that names the flag or variable and what it must be, or a similar one if unknown.
*/
export const readSettings = <Table extends SettingsTable>(
	table: Table,
	prefix: string,
	words: readonly string[],
	environment: NodeJS.ProcessEnv,
): ValuesOf<Table> | 'help' => {
	const settings = Object.entries(table);
	const publicNames = settings.filter(([, {secret}]) => !secret).map(([name]) => flagName(name));
	const flags: Readonly<Record<string, unknown>> = readFlags(words, publicNames);
	if (flags.help) {
		return 'help';
	}

	const file = String(flags.settings ?? environment[variableName(prefix, 'settings')] ?? '');
	const variables = {...environment, ...(file === '' ? {} : readFileVariables(file, prefix))};
	checkVariables(variables, prefix, Object.keys(table));
	return Object.fromEntries(
		settings.map(([name, {parse, fallback}]) => {
			const flag = flags[flagName(name)];
			const variable = variableName(prefix, name);
			try {
				return [name, parse(String(flag ?? variables[variable] ?? fallback))];
			} catch (error) {
				const source = flag === undefined ? variable : `--${flagName(name)}`;
				throw new UserError(`${source} ${(error as RangeError).message}`);
			}
		}),
	) as ValuesOf<Table>;
};
