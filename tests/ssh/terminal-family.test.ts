import {expect, it} from 'vitest';
import {terminalFamily} from '../../source/ssh/terminal-family.ts';

it.each([
	[undefined, 'none'],
	['xterm-256color', 'xterm'],
	['xterm-kitty', 'kitty'],
	['xterm-ghostty', 'ghostty'],
	['tmux-256color', 'tmux'],
	['screen.xterm-256color', 'screen'],
	['alacritty-direct', 'alacritty'],
	['', 'other'],
	['constructor', 'other'],
	['xterm"} 1\nevil{', 'other'],
])('%j is %s', (term, family) => {
	expect(terminalFamily(term)).toBe(family);
});
