import {commandWords} from '../commands.ts';
import {variables} from '../github/settings.ts';
import {flagTable} from './flags.ts';

const column = 22;
const variableColumn = 28;

const row = (shown: string, does: string) => `  ${shown.padEnd(column)}${does}`;

/**
What the words and flags are.

@param program - How the visitor calls the program.
*/
export const help = (program: string): string =>
	[
		'Abraham Abrar’s résumé, in the terminal.',
		'',
		`  ${program} [section [entry]] [format] [flags]`,
		'',
		'Commands',
		...commandWords.map(({word, summary}) => row(word, summary)),
		'',
		'Flags',
		...flagTable.map(({shown, does}) => row(shown, does)),
		'',
		'Environment',
		...variables.map(({name, does}) => `  ${name.padEnd(variableColumn)}${does}`),
		'',
		'Examples',
		row(program, 'browse it'),
		row(`${program} work 2`, 'the second project'),
		row(`${program} markdown`, 'everything as Markdown'),
		'',
	].join('\n');
