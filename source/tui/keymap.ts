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
		does: 'Previous section, or scroll up',
		hints: {menu: ['↑↓', 'section'], page: ['↑↓', 'scroll'], help: ['↑↓', 'scroll']},
	},
	{action: 'down', keys: ['down', 'j'], shown: '↓ j', does: 'Next section, or scroll down'},
	{
		action: 'read',
		keys: ['right', 'return'],
		shown: '→ Enter',
		does: 'Open the section',
		hints: {menu: ['→', 'read']},
	},
	{
		action: 'back',
		keys: ['left', 'escape'],
		shown: '← Esc',
		does: 'Back to the menu',
		hints: {page: ['←', 'menu'], help: ['←', 'close']},
	},
	{
		action: 'switch',
		keys: ['tab', 'shift+tab'],
		shown: 'Tab',
		does: 'Switch between menu and page',
	},
	{action: 'pageUp', keys: ['pageup'], shown: 'PgUp', does: 'Page up'},
	{action: 'pageDown', keys: ['pagedown', 'space'], shown: 'PgDn Space', does: 'Page down'},
	{action: 'top', keys: ['home', 'g'], shown: 'Home g', does: 'Go to the top'},
	{action: 'bottom', keys: ['end', 'G'], shown: 'End G', does: 'Go to the end'},
	{action: 'jump', keys: digits, shown: `1–${digits.length}`, does: 'Jump to a section'},
	{action: 'refresh', keys: ['r'], shown: 'r', does: 'Refresh the statistics'},
	{
		action: 'help',
		keys: ['?'],
		shown: '?',
		does: 'Show the keys',
		hints: {menu: ['?', 'keys'], page: ['?', 'keys']},
	},
	{
		action: 'quit',
		keys: ['q', 'ctrl+c'],
		shown: 'q Ctrl-C',
		does: 'Quit',
		hints: {menu: ['q', 'quit'], page: ['q', 'quit'], help: ['q', 'quit']},
	},
	{action: 'suspend', keys: ['ctrl+z'], shown: 'Ctrl-Z', does: 'Suspend (resume with fg)'},
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

/** What a key does, if anything. */
export const bindingFor = (name: string): Binding | undefined =>
	keymap.find(({keys}) => keys.includes(name));
