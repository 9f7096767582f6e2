/*
`npm run readme`: generates the README's tables of keys, commands and flags from the tables that the
program uses.
*/
import {readFile, writeFile} from 'node:fs/promises';
import {flagTable} from '../cli/flags.ts';
import {commandWords} from '../commands.ts';
import {variables} from '../github/settings.ts';
import {keymap} from '../screen/keymap.ts';

export const readmeFile = new URL('../../README.md', import.meta.url);

const table = (
	head: readonly [string, string],
	rows: readonly (readonly [string, string])[],
): string =>
	[`| ${head.join(' | ')} |`, '| --- | --- |', ...rows.map(row => `| ${row.join(' | ')} |`)].join(
		'\n',
	);

const tables: Readonly<Record<string, string>> = {
	keys: table(
		['Key', 'Action'],
		keymap.map(({label, description}) => [
			label
				.split(' ')
				.map(key => `<kbd>${key}</kbd>`)
				.join(' '),
			description,
		]),
	),
	words: table(
		['Command', 'Description'],
		commandWords.map(({word, summary}) => [`\`${word}\``, summary]),
	),
	variables: table(
		['Variable', 'Description'],
		variables.map(({name, description}) => [`\`${name}\``, description]),
	),
	flags: table(
		['Flag', 'Description'],
		flagTable.map(({label, description}) => [`\`${label}\``, description]),
	),
};

/** The README with its tables up to date. */
export const withTables = (readme: string): string =>
	Object.entries(tables).reduce(
		(text, [name, rows]) =>
			text.replace(
				new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`),
				(_all, start, end) => `${start}${rows}\n${end}`,
			),
		readme,
	);

if (process.argv[1]?.endsWith('readme.ts')) {
	await writeFile(readmeFile, withTables(await readFile(readmeFile, 'utf8')));
}
