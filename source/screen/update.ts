import {sectionList} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';
import {type Action, bindingFor} from './keymap.ts';
import {contextOf, type Model, offsetIndex, type State, type View, viewOf} from './state.ts';

export type ScreenEvent =
	/** A key, by its name in the keymap. */
	| {readonly kind: 'key'; readonly key: string}
	/** A menu component with its own highlight has moved it to a section. */
	| {readonly kind: 'highlight'; readonly section: number}
	| {readonly kind: 'resize'; readonly size: Size}
	/** Shows or removes a notice; the longest wording first. */
	| {readonly kind: 'notice'; readonly notice: readonly string[] | undefined};

/** What a key requests from the runner of the screen. */
export type Effect = 'quit' | 'suspend' | 'refresh';

const wrapAround = (section: number): number => (section + sectionList.length) % sectionList.length;

const scrollTo = (state: State, {page, geometry}: View, line: number): State => {
	if (page === undefined) {
		return state;
	}

	const last = Math.max(0, page.lines.length - geometry.page.rows);
	const offset = page.offsets[Math.max(0, Math.min(last, line))] ?? 0;
	return {...state, offsets: state.offsets.with(offsetIndex(state), offset)};
};

const move = (state: State, view: View, action: Exclude<Action, Effect>, key: string): State => {
	const {geometry, context, top} = view;
	const isMenu = context === 'menu';
	const isFullScreenMenu = isMenu && !geometry.sideBySide;
	const toSection = (section: number): State => ({...state, section});
	switch (action) {
		case 'up':
			return isMenu ? toSection(wrapAround(state.section - 1)) : scrollTo(state, view, top - 1);
		case 'down':
			return isMenu ? toSection(wrapAround(state.section + 1)) : scrollTo(state, view, top + 1);
		case 'pageUp':
			return isFullScreenMenu ? toSection(0) : scrollTo(state, view, top + 1 - geometry.page.rows);
		case 'pageDown':
			return isFullScreenMenu
				? toSection(sectionList.length - 1)
				: scrollTo(state, view, top - 1 + geometry.page.rows);
		case 'top':
			return isFullScreenMenu ? toSection(0) : scrollTo(state, view, 0);
		case 'bottom':
			return isFullScreenMenu
				? toSection(sectionList.length - 1)
				: scrollTo(state, view, view.page?.lines.length ?? 0);
		case 'jump':
			/* Beside the menu, the focus does not change. */
			return {
				...state,
				section: Number(key) - 1,
				pane: geometry.sideBySide ? state.pane : 'page',
				help: false,
			};
		case 'open':
			return isMenu ? {...state, pane: 'page'} : state;
		case 'back':
			return {...state, pane: 'menu'};
		case 'switch':
			return {...state, pane: isMenu ? 'page' : 'menu'};
		case 'help':
			return {...state, help: !state.help};
		case 'closeHelp':
			return {...state, help: false};
	}
};

const pressKey = (state: State, model: Model, key: string): Update => {
	const action = bindingFor(key, contextOf(state))?.action;
	if (action === undefined || model.unavailable.includes(action)) {
		return {state};
	}

	return action === 'quit' || action === 'suspend' || action === 'refresh'
		? {state, effect: action}
		: {state: move(state, viewOf(state, model), action, key)};
};

export type Update = {readonly state: State; readonly effect?: Effect};

/** The next state after an event. */
export const update = (state: State, model: Model, event: ScreenEvent): Update => {
	switch (event.kind) {
		case 'key':
			return pressKey(state, model, event.key);
		case 'highlight':
			return {state: {...state, section: event.section}};
		case 'resize':
			return {state: {...state, size: event.size}};
		case 'notice':
			return {state: {...state, notice: event.notice}};
	}
};
