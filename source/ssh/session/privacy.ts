import type {Settings} from '../settings.ts';

/** What this server sees and keeps. A test holds it against what is done. */
export const privacyText = ({logBotAddresses}: Pick<Settings, 'logBotAddresses'>): string =>
	[
		'What this server sees while you are connected: your address, the user name and the name of',
		'the SSH program that your client sends, the kind and size of your terminal, its settings for',
		'language and color, and the keys that you press here.',
		'',
		'What it keeps: nothing on disk. Your address is in memory while you are connected, to limit',
		'how much one address can ask for, and for some seconds after. Its log names you by a code that',
		'is another every day and cannot be turned back into an address; a line of it has the time, the',
		'user name, the name of the SSH program, the kind and size of the terminal, what was asked for',
		'and for how long. It counts visits, and no visitors.',
		...(logBotAddresses
			? [
					'Clients that try passwords or flood the server are logged with their address, to be shut out.',
				]
			: []),
		'',
		'What it never asks for: a password, a key, an account. What your client offers beyond that',
		'(agents, forwarding, your environment) is refused.',
		'',
	].join('\n');
