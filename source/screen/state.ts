import {entryLine} from '../layout/line.ts';
import {lineAt, type TextOffset} from '../layout/text-offset.ts';
import {sectionIndex} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';
import {type Content, type Page, pageOf} from './content.ts';
import {type Geometry, geometryOf} from './geometry.ts';
import {helpLines} from './help.ts';
import type {Action, Context} from './keymap.ts';

/** Where a visitor is, and what they have been told. */
export type State = {
	readonly size: Size;
	/** Index of the section that is shown. */
	readonly section: number;
	/** Which pane the keys go to, the help aside. */
	readonly pane: 'menu' | 'page';
	/** Whether the help lies over it. */
	readonly help: boolean;
	/** The visitor's place in each section, and last in the help. */
	readonly offsets: readonly TextOffset[];
	/** What was asked for by word, and is marked where it is seen. */
	readonly target: Start | undefined;
	/** What the visitor is told in the last row: the longest wording first. */
	readonly notice: readonly string[] | undefined;
};

/** What a state is read and drawn against. */
export type Model = {
	readonly content: Content;
	/** Whether badges can have their exact colors. */
	readonly badgeColors: boolean;
	/** What has no effect here: without a shell to go back to, or a network to ask. */
	readonly unavailable: readonly Action[];
};

/** What is seen of a state. */
export type View = {
	readonly geometry: Geometry;
	readonly context: Context;
	/** The section or the help, where one of them is seen. */
	readonly page: Page | undefined;
	/** Index of the first line of the page that is seen. */
	readonly top: number;
};

/** What was asked for on the command line. */
export type Start = {
	/** Index of the section. */
	readonly section: number;
	/** From 1. */
	readonly entry?: number | undefined;
};

/** What the keys go to. */
export const contextOf = ({pane, help}: State): Context => (help ? 'help' : pane);

/** Which of the offsets is that of what is read. */
export const offsetIndex = ({help, section, offsets}: State): number =>
	help ? offsets.length - 1 : section;

const readPage = (state: State, {content, badgeColors, unavailable}: Model, width: number): Page =>
	state.help
		? pageOf(helpLines(unavailable, width))
		: content.page(state.section, {width, badgeColors});

/** Works out what is seen. */
export const viewOf = (state: State, model: Model): View => {
	const geometry = geometryOf(state.size, state.notice !== undefined);
	const context = contextOf(state);
	const isSeen = geometry.sizeClass !== 'tiny' && (geometry.sideBySide || context !== 'menu');
	const page = isSeen ? readPage(state, model, geometry.page.columns) : undefined;
	const top =
		page === undefined
			? 0
			: Math.min(
					lineAt(page.offsets, state.offsets[offsetIndex(state)] ?? 0),
					Math.max(0, page.lines.length - geometry.page.rows),
				);
	return {geometry, context, page, top};
};

/** A width at which an entry is looked up; its offset is the same at every width. */
const lookUpWidth = 60;

/** Where a visitor starts: at the menu, or where they asked to. */
export const startState = (size: Size, {content}: Model, start?: Start): State => {
	const offsets = Array.from({length: sectionIndex.length + 1}, () => 0);
	if (start?.entry !== undefined) {
		const page = content.page(start.section, {width: lookUpWidth, badgeColors: false});
		offsets[start.section] = page.offsets[entryLine(page.lines, start.entry) ?? 0] ?? 0;
	}

	return {
		size,
		section: start?.section ?? 0,
		pane: start === undefined ? 'menu' : 'page',
		help: false,
		offsets,
		target: start,
		notice: undefined,
	};
};
