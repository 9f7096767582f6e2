import {lineAt, type Place} from '../layout/place.ts';
import type {Action, Pane} from './keymap.ts';

/*
Where the reader is. A frame is a function of this, the content, the size and the capabilities.
*/
export type Navigation = {
	/** Index of the section that is shown. */
	readonly section: number;
	/** Which pane the keys go to, the help aside. */
	readonly pane: 'menu' | 'page';
	/** Whether the help lies over it. */
	readonly help: boolean;
	/** The reader's place in each section, and last in the help. */
	readonly places: readonly Place[];
	/** Counts the moves that did not come from the menu itself, which then must follow. */
	readonly moves: number;
};

/** What a move depends on besides. */
export type View = {
	/** Whether menu and page are seen side by side. */
	readonly beside: boolean;
	/** Where each line of what is shown starts. */
	readonly lines: readonly Place[];
	/** Lines that are seen at once. */
	readonly height: number;
};

/** What the keys go to. */
export const paneOf = ({pane, help}: Navigation): Pane => (help ? 'help' : pane);

/* Which of the places is that of what is shown. */
const shownIndex = ({help, section, places}: Navigation): number =>
	help ? places.length - 1 : section;

/**
Where the reader starts: at the menu, or in a section that was asked for.

@param section - Its index among `sections`.
*/
export const startAt = (sections: number, section: number | undefined): Navigation => ({
	section: section ?? 0,
	pane: section === undefined ? 'menu' : 'page',
	help: false,
	places: Array.from({length: sections + 1}, () => 0),
	moves: 0,
});

/** The first line that is seen. */
export const topLine = (navigation: Navigation, {lines, height}: View): number =>
	Math.min(
		lineAt(lines, navigation.places[shownIndex(navigation)] ?? 0),
		Math.max(0, lines.length - height),
	);

const scrollTo = (navigation: Navigation, view: View, line: number): Navigation => {
	const last = Math.max(0, view.lines.length - view.height);
	const place = view.lines[Math.max(0, Math.min(last, line))] ?? 0;
	return {...navigation, places: navigation.places.with(shownIndex(navigation), place)};
};

/** The menu's highlight is on a section. */
export const highlight = (navigation: Navigation, section: number): Navigation => ({
	...navigation,
	section,
});

/** Shows a section; beside the menu, the keys stay where they are. */
export const jump = (navigation: Navigation, view: View, section: number): Navigation => ({
	...navigation,
	section,
	pane: view.beside ? navigation.pane : 'page',
	help: false,
	moves: navigation.moves + 1,
});

const toPane = (navigation: Navigation, pane: Navigation['pane']): Navigation =>
	navigation.help ? {...navigation, help: false} : {...navigation, pane};

/**
Where a key leads.

Up and down in the menu are the menu's own business, which answers with {@link highlight}.
*/
export const move = (navigation: Navigation, view: View, action: Action): Navigation => {
	const {pane, help} = navigation;
	const menu = paneOf(navigation) === 'menu';
	/* A menu that has the screen to itself. */
	const alone = menu && !view.beside;
	const last = navigation.places.length - 2;
	const toItem = (section: number) => ({...navigation, section, moves: navigation.moves + 1});
	const scroll = (lines: number) => scrollTo(navigation, view, topLine(navigation, view) + lines);
	switch (action) {
		case 'up':
			return menu ? navigation : scroll(-1);
		case 'down':
			return menu ? navigation : scroll(1);
		case 'pageUp':
			return alone ? toItem(0) : scroll(1 - view.height);
		case 'pageDown':
			return alone ? toItem(last) : scroll(view.height - 1);
		case 'top':
			return alone ? toItem(0) : scrollTo(navigation, view, 0);
		case 'bottom':
			return alone ? toItem(last) : scrollTo(navigation, view, view.lines.length);
		case 'read':
			return menu ? toPane(navigation, 'page') : navigation;
		case 'back':
			return toPane(navigation, 'menu');
		case 'switch':
			return toPane(navigation, pane === 'menu' ? 'page' : 'menu');
		case 'help':
			return {...navigation, help: !help};
		default:
			return navigation;
	}
};
