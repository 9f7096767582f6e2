import type {Key} from 'ink';
import {sectionIndex} from '../resume/sections.ts';

/*
The one table of keys. What a key does, the footer, the help screen and the README's table all
come from here.
*/

/** What the reader is at. */
export type Pane = 'menu' | 'page' | 'help';

export type Action =
	| 'up'
	| 'down'
	| 'read'
	| 'back'
	| 'switch'
	| 'pageUp'
	| 'pageDown'
	| 'top'
	| 'bottom'
	| 'jump'
	| 'refresh'
	| 'help'
	| 'quit'
	| 'suspend';

export type Binding = {
	readonly action: Action;
	/** Where it does something else. */
	readonly actionIn?: Readonly<Partial<Record<Pane, Action>>>;
	/** As {@link keyName} names them. */
	readonly keys: readonly string[];
	/** As a reader knows them. */
	readonly shown: string;
	readonly does: string;
	/** What the footer says, where the key matters most. */
	readonly hints?: Readonly<Partial<Record<Pane, readonly [shown: string, does: string]>>>;
};

const digits = sectionIndex.map((_section, index) => String(index + 1));

/** In the order in which the footer and the help screen name them. */
export const keymap: readonly Binding[] = [
	{
		action: 'up',
		keys: ['up', 'k'],
		shown: '↑ k',
		does: 'Previous section, or a line up',
		hints: {menu: ['↑↓', 'section'], page: ['↑↓', 'scroll'], help: ['↑↓', 'scroll']},
	},
	{action: 'down', keys: ['down', 'j'], shown: '↓ j', does: 'Next section, or a line down'},
	{
		action: 'read',
		keys: ['right', 'return'],
		shown: '→ Enter',
		does: 'Read the section',
		hints: {menu: ['→', 'read']},
	},
	{
		action: 'back',
		keys: ['left', 'escape'],
		shown: '← Esc',
		does: 'Back to the menu',
		hints: {page: ['←', 'menu']},
	},
	{
		action: 'switch',
		keys: ['tab', 'shift+tab'],
		shown: 'Tab',
		does: 'Switch between menu and page',
	},
	{action: 'pageUp', keys: ['pageup'], shown: 'PgUp', does: 'A screen up'},
	{action: 'pageDown', keys: ['pagedown', 'space'], shown: 'PgDn Space', does: 'A screen down'},
	{action: 'top', keys: ['home', 'g'], shown: 'Home g', does: 'To the top'},
	{action: 'bottom', keys: ['end', 'G'], shown: 'End G', does: 'To the end'},
	{action: 'jump', keys: digits, shown: `1–${digits.length}`, does: 'Jump to a section'},
	{action: 'refresh', keys: ['r'], shown: 'r', does: 'Ask GitHub for its numbers again'},
	{
		action: 'help',
		keys: ['?'],
		shown: '?',
		does: 'These keys',
		hints: {menu: ['?', 'keys'], page: ['?', 'keys']},
	},
	{
		action: 'quit',
		actionIn: {help: 'back'},
		keys: ['q'],
		shown: 'q',
		does: 'Quit, or close the help',
		hints: {menu: ['q', 'quit'], page: ['q', 'quit'], help: ['q', 'close']},
	},
	{
		action: 'quit',
		keys: ['ctrl+c'],
		shown: 'Ctrl-C',
		does: 'Quit',
		hints: {help: ['Ctrl-C', 'quit']},
	},
	{action: 'suspend', keys: ['ctrl+z'], shown: 'Ctrl-Z', does: 'Suspend, until the shell’s fg'},
];

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'return'],
	['escape', 'escape'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** The name that the keymap has for a key that Ink reports. */
export const keyName = (input: string, key: Key): string => {
	if (key.tab) {
		return key.shift ? 'shift+tab' : 'tab';
	}

	const known = named.find(([property]) => key[property]);
	if (known !== undefined) {
		return known[1];
	}

	if (key.ctrl) {
		return `ctrl+${input}`;
	}

	return input === ' ' ? 'space' : input;
};

/** What a key does in a pane, if anything. */
export const actionFor = (name: string, pane: Pane): Action | undefined => {
	const binding = keymap.find(({keys}) => keys.includes(name));
	return binding?.actionIn?.[pane] ?? binding?.action;
};
