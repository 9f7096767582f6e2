import {entryLine} from '../layout/line.ts';
import {lineAt, type TextOffset} from '../layout/text-offset.ts';
import {sectionList} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';
import {type Content, type Page, pageOf} from './content.ts';
import {type Geometry, geometryOf} from './geometry.ts';
import {helpLines} from './help.ts';
import type {Action, Context} from './keymap.ts';

export type State = {
	readonly size: Size;
	/** Index of the selected section. */
	readonly section: number;
	/** The focused pane, below the help. */
	readonly pane: 'menu' | 'page';
	/** Whether the help is open. */
	readonly help: boolean;
	/** Scroll positions: of each section, and then of the help. */
	readonly offsets: readonly TextOffset[];
	/** What was requested on the command line; its entry is marked. */
	readonly target: Start | undefined;
	/** Shown in the last row: its wordings, the longest first. */
	readonly notice: readonly string[] | undefined;
};

/** What a state is drawn and updated with. */
export type Model = {
	readonly content: Content;
	/** Whether badges can have their exact colors. */
	readonly badgeColors: boolean;
	/** Actions without effect here, such as without a shell to suspend to. */
	readonly unavailable: readonly Action[];
};

/** What is visible of a state. */
export type View = {
	readonly geometry: Geometry;
	readonly context: Context;
	/** The section or the help, if visible. */
	readonly page: Page | undefined;
	/** Index of the first visible line of the page. */
	readonly top: number;
};

/** What to open, as requested on the command line. */
export type Start = {
	/** Index of the section. */
	readonly section: number;
	/** From 1. */
	readonly entry?: number | undefined;
};

/** What has the focus. */
export const contextOf = ({pane, help}: State): Context => (help ? 'help' : pane);

/** Index of the current page's offset. */
export const offsetIndex = ({help, section, offsets}: State): number =>
	help ? offsets.length - 1 : section;

const readPage = (state: State, {content, badgeColors, unavailable}: Model, width: number): Page =>
	state.help
		? pageOf(helpLines(unavailable, width))
		: content.page(state.section, {width, badgeColors});

/** Computes what is visible. */
export const viewOf = (state: State, model: Model): View => {
	const geometry = geometryOf(state.size, state.notice !== undefined);
	const context = contextOf(state);
	const isVisible = geometry.sizeClass !== 'tiny' && (geometry.sideBySide || context !== 'menu');
	const page = isVisible ? readPage(state, model, geometry.page.columns) : undefined;
	const top =
		page === undefined
			? 0
			: Math.min(
					lineAt(page.offsets, state.offsets[offsetIndex(state)] ?? 0),
					Math.max(0, page.lines.length - geometry.page.rows),
				);
	return {geometry, context, page, top};
};

/** An entry is looked up at this width; its offset is the same at every width. */
const lookUpWidth = 60;

/** The initial state: the menu, or the requested section. */
export const startState = (size: Size, {content}: Model, start?: Start): State => {
	const offsets = Array.from({length: sectionList.length + 1}, () => 0);
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
