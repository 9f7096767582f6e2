import {sectionList} from '../resume/sections.ts';

/*
The one table of keys, from which the footer, the help and the README's table are generated.
*/

/** What has the focus. */
export type Context = 'menu' | 'page' | 'help';

export type Action =
	| 'up'
	| 'down'
	| 'open'
	| 'back'
	| 'switch'
	| 'pageUp'
	| 'pageDown'
	| 'top'
	| 'bottom'
	| 'jump'
	| 'refresh'
	| 'help'
	| 'closeHelp'
	| 'quit'
	| 'suspend';

export type Hint = readonly [key: string, description: string];

export type Binding = {
	readonly action: Action;
	/** Names of keys: `inkKeyName` and `keyNameOf` give them. */
	readonly keys: readonly string[];
	/** The keys as shown. */
	readonly label: string;
	readonly description: string;
	/** Where the binding works. @default everywhere */
	readonly contexts?: readonly Context[];
	/** Shown in the footer, where the key is important. */
	readonly hints?: Readonly<Partial<Record<Context, Hint>>>;
};

const digits = sectionList.map((_section, index) => String(index + 1));

/** In the order of the footer and the help. */
export const keymap: readonly Binding[] = [
	{
		action: 'up',
		keys: ['up', 'k'],
		label: '↑ k',
		description: 'Previous section, or scroll up',
		hints: {menu: ['↑↓', 'section'], page: ['↑↓', 'scroll'], help: ['↑↓', 'scroll']},
	},
	{
		action: 'down',
		keys: ['down', 'j'],
		label: '↓ j',
		description: 'Next section, or scroll down',
	},
	{
		action: 'open',
		keys: ['right', 'return'],
		label: '→ Enter',
		description: 'Open the section',
		hints: {menu: ['→', 'read']},
	},
	{
		action: 'back',
		keys: ['left', 'escape'],
		label: '← Esc',
		description: 'Back to the menu',
		contexts: ['menu', 'page'],
		hints: {page: ['←', 'menu']},
	},
	{
		action: 'switch',
		keys: ['tab', 'shift+tab'],
		label: 'Tab',
		description: 'Switch between menu and page',
		contexts: ['menu', 'page'],
	},
	{action: 'pageUp', keys: ['pageup'], label: 'PgUp', description: 'Page up'},
	{
		action: 'pageDown',
		keys: ['pagedown', 'space'],
		label: 'PgDn Space',
		description: 'Page down',
	},
	{action: 'top', keys: ['home', 'g'], label: 'Home g', description: 'Go to the top'},
	{action: 'bottom', keys: ['end', 'G'], label: 'End G', description: 'Go to the end'},
	{
		action: 'jump',
		keys: digits,
		label: `1–${digits.length}`,
		description: 'Jump to a section',
	},
	{action: 'refresh', keys: ['r'], label: 'r', description: 'Refresh the statistics'},
	{
		action: 'help',
		keys: ['?'],
		label: '?',
		description: 'Show the keys',
		hints: {menu: ['?', 'keys'], page: ['?', 'keys']},
	},
	{
		action: 'closeHelp',
		keys: ['q', 'left', 'escape', 'tab', 'shift+tab'],
		label: 'q Esc',
		description: 'Close the help',
		contexts: ['help'],
		hints: {help: ['q', 'close']},
	},
	{
		action: 'quit',
		keys: ['q'],
		label: 'q',
		description: 'Quit',
		contexts: ['menu', 'page'],
		hints: {menu: ['q', 'quit'], page: ['q', 'quit']},
	},
	{
		action: 'quit',
		keys: ['ctrl+c'],
		label: 'Ctrl-C',
		description: 'Quit, from anywhere',
		hints: {help: ['Ctrl-C', 'quit']},
	},
	{
		action: 'suspend',
		keys: ['ctrl+z'],
		label: 'Ctrl-Z',
		description: 'Suspend (resume with fg)',
	},
];

/** The binding of a key in a context, if any. */
export const bindingFor = (key: string, context: Context): Binding | undefined =>
	keymap.find(
		({keys, contexts}) =>
			keys.includes(key) && (contexts === undefined || contexts.includes(context)),
	);
