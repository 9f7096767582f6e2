import {words} from '../../commands.ts';
import {ownWords} from './server-commands.ts';

const column = 34;

const row = (shown: string, does: string) => `  ${shown.padEnd(column)}${does}`;

/** What can be typed behind `ssh <host>`. */
export const helpText = (): string =>
	[
		'Abraham Abrar’s résumé, over SSH.',
		'',
		'  ssh <host> [section [entry]] [format]',
		'',
		'Words',
		...[...words, ...ownWords].map(({word, summary}) => row(word, summary)),
		'',
		'Examples',
		row('ssh <host>', 'browse it'),
		row('ssh -t <host> work', 'browse it, starting there'),
		row('ssh <host> work 2', 'print the second work'),
		row('ssh <host> json | jq .', 'all of it as JSON'),
		row('scp <host>:resume.md .', 'take a file along; sftp lists them all'),
		'',
	].join('\n');
