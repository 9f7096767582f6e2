import {type CommandWord, commandWords} from '../../commands.ts';
import type {Connection} from '../connection/connection.ts';

type ServerCommand = CommandWord & {
	readonly word: 'privacy' | 'fingerprint';
	readonly text: (connection: Pick<Connection, 'settings' | 'fingerprint'>) => string;
};

/* What the server sees and keeps. Tests check that it is true. */
const privacyText: ServerCommand['text'] = ({settings}) =>
	[
		'What this server sees while you are connected: your address, the user name and the name of',
		'the SSH program that your client sends, the type and size of your terminal, its settings for',
		'language and color, and the keys that you press here.',
		'',
		'What it keeps: nothing on disk. Your address is in memory while you are connected, to limit',
		'how much one address can ask for, and for some seconds after that. The log calls you by a',
		'pseudonym that changes daily and cannot be turned back into an address. Its lines have the time,',
		'the user name, the name of the SSH program, the type and size of the terminal, what was asked',
		'for and for how long. The server counts visits, not visitors.',
		...(settings.logBotAddresses
			? [
					'Clients that try passwords, send commands known from attacks or flood the server are logged',
					'with their address, so that they can be blocked.',
				]
			: []),
		'',
		'What it never asks for: a password, a key, an account. Anything else that your client offers',
		'(agents, forwarding, your environment) is refused.',
		'',
	].join('\n');

const fingerprintText: ServerCommand['text'] = ({fingerprint}) =>
	[
		`${fingerprint} (ED25519)`,
		'',
		'Your client should have shown this when it first asked you whether to trust this server. An',
		'impostor would show its own here, so compare it with the one that is published elsewhere.',
		'',
	].join('\n');

/** The commands that only this server knows. */
export const serverCommands: readonly ServerCommand[] = [
	{word: 'privacy', summary: 'what this server sees and keeps', text: privacyText},
	{word: 'fingerprint', summary: 'this server’s host key fingerprint', text: fingerprintText},
];

const helpColumn = 34;

const helpRow = (label: string, description: string) =>
	`  ${label.padEnd(helpColumn)}${description}`;

/** The help for `ssh <host> help`. */
export const helpText = (): string =>
	[
		'Abraham Abrar’s résumé, over SSH.',
		'',
		'  ssh <host> [section [entry]] [format]',
		'',
		'Commands',
		...[...commandWords, ...serverCommands].map(({word, summary}) => helpRow(word, summary)),
		'',
		'Examples',
		helpRow('ssh <host>', 'browse it'),
		helpRow('ssh -t <host> work', 'browse it, starting there'),
		helpRow('ssh <host> work 2', 'print the second project'),
		helpRow('ssh <host> json | jq .', 'everything as JSON'),
		helpRow('scp <host>:resume.md .', 'copy a file; sftp lists them all'),
		'',
	].join('\n');
