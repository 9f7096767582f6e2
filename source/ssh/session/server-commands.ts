import type {Word} from '../../commands.ts';

/** What can be asked of this server alone. */
export const ownWords = [
	{word: 'privacy', summary: 'what this server sees, and what it keeps'},
	{word: 'fingerprint', summary: 'the key by which to know this server'},
] as const satisfies readonly Word[];
