import {commandWords} from '../commands.ts';
import {variables} from '../github/settings.ts';
import {flagTable} from './flags.ts';

const column = 22;
const variableColumn = 28;

const row = (label: string, description: string) => `  ${label.padEnd(column)}${description}`;

/**
The text of `--help`.

@param program - As the visitor calls it.
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
		...flagTable.map(({label, description}) => row(label, description)),
		'',
		'Environment',
		...variables.map(({name, description}) => `  ${name.padEnd(variableColumn)}${description}`),
		'',
		'Examples',
		row(program, 'browse it'),
		row(`${program} work 2`, 'the second project'),
		row(`${program} markdown`, 'everything as Markdown'),
		'',
	].join('\n');
