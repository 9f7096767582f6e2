import {readFileSync} from 'node:fs';
import {parseArgs, parseEnv} from 'node:util';
import {suggestion} from '../commands.ts';
import {flagOf, type Settings, settingNames, settings, variableOf} from '../ssh/settings.ts';
import {printable} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const flagNames = settingNames.filter(name => !settings[name].secret);

const readFlags = (words: readonly string[]) => {
	const options = Object.fromEntries([
		...flagNames.map(name => [flagOf(name), {type: 'string'}] as const),
		['help', {type: 'boolean', short: 'h'}] as const,
	]);
	try {
		return parseArgs({args: [...words], options, allowPositionals: false}).values;
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		const flag = /'-{0,2}([^'= <]+)/.exec(message)?.[1] ?? '';
		throw new UserError(
			code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
				? `unknown flag --${printable(flag, 32)}${suggestion(flag, flagNames.map(flagOf), word => `--${word}`)} Try --help`
				: code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
					? `unexpected word "${printable(flag, 32)}"; settings are flags: try --help`
					: `--${printable(flag, 32)} needs a value; try --help`,
		);
	}
};

const readFileVariables = (file: string): Environment => {
	try {
		const text = readFileSync(file, 'utf8');
		const number = text
			.split('\n')
			.findIndex(line => !/^\s*(?:#.*|RESUME_SSH_\w+\s*=.*)?$/.test(line));
		if (number !== -1) {
			throw new UserError(
				`--settings ${printable(file)}: line ${number + 1} is no RESUME_SSH_NAME=value: correct it`,
			);
		}

		return parseEnv(text);
	} catch (error) {
		if (error instanceof UserError) {
			throw error;
		}

		const {code} = error as NodeJS.ErrnoException;
		throw new UserError(`--settings ${printable(file)}: cannot be read (${code}): check the path`);
	}
};

const unknownVariable = (variables: Environment): string | undefined =>
	Object.keys(variables).find(
		name =>
			name.startsWith('RESUME_SSH_') && !settingNames.some(known => variableOf(known) === name),
	);

/**
Reads the settings: a flag wins over the settings file, and that over the environment.

@param words - The command line without Node and the program.
@returns `help` if that is what was asked for.
@throws {UserError} that names the flag or variable, what it must be, and a near one if unknown.
*/
export const readSettings = (
	words: readonly string[],
	environment: Environment,
): Settings | 'help' => {
	const flags = readFlags(words) as Readonly<Record<string, string | boolean | undefined>>;
	if (flags.help) {
		return 'help';
	}

	const file = flags[flagOf('settings')] ?? environment[variableOf('settings')] ?? '';
	const variables = {...environment, ...(file === '' ? {} : readFileVariables(String(file)))};
	const unknown = unknownVariable(variables);
	if (unknown !== undefined) {
		const typed = unknown.slice('RESUME_SSH_'.length).replaceAll('_', '-');
		const meant = suggestion(typed, settingNames.map(flagOf), word =>
			variableOf(settingNames.find(name => flagOf(name) === word) ?? 'port'),
		);
		throw new UserError(`unknown variable ${printable(unknown, 64)}${meant}`);
	}

	return Object.fromEntries(
		settingNames.map(name => {
			const flag = flags[flagOf(name)];
			const variable = variables[variableOf(name)];
			const source = flag === undefined ? variableOf(name) : `--${flagOf(name)}`;
			try {
				return [name, settings[name].parse(String(flag ?? variable ?? settings[name].fallback))];
			} catch (error) {
				throw new UserError(`${source} ${(error as RangeError).message}`);
			}
		}),
	) as Settings;
};
