/** Terminals that metrics tell apart. A closed list: text from a client is never a label. */
export const terminalFamilies = [
	'alacritty',
	'dumb',
	'foot',
	'ghostty',
	'kitty',
	'linux',
	'rxvt',
	'screen',
	'tmux',
	'wezterm',
	'xterm',
] as const;

export type TerminalFamily = (typeof terminalFamilies)[number] | 'none' | 'other';

/**
@param term - `TERM` as the client sent it; undefined if it asked for no terminal.
*/
export const terminalFamily = (term: string | undefined): TerminalFamily => {
	if (term === undefined) {
		return 'none';
	}

	const named = /^xterm-(kitty|ghostty)/.exec(term)?.[1];
	const [first] = (named ?? term).split(/[-.]/);
	return terminalFamilies.find(family => family === first) ?? 'other';
};
