import type {StatsView} from '../resume/provenance.ts';
import type {Size} from '../terminal/terminal.ts';
import type {Content} from './content.ts';
import {draw} from './draw.ts';
import {type Frame, showsStats} from './frame.ts';
import type {Action} from './keymap.ts';
import {type Model, type Start, type State, startState} from './state.ts';
import {type Effect, type ScreenEvent, update} from './update.ts';

export type ScreenOptions = {
	readonly content: Content;
	readonly size: Size;
	/** Whether badges can have their exact colors. */
	readonly badgeColors: boolean;
	/** Actions without effect here. @default none */
	readonly unavailable?: readonly Action[];
	/** The section to open, and its entry. @default the menu */
	readonly start?: Start | undefined;
};

/** One visitor's screen: a store of its state. Renderers draw its frame and dispatch events. */
export type Screen = {
	/** The same object until something visible may have changed. */
	readonly getFrame: () => Frame;
	/** @returns what unsubscribes. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (event: ScreenEvent) => Effect | undefined;
	readonly setStats: (stats: StatsView) => void;
};

export const createScreen = ({
	content,
	size,
	badgeColors,
	unavailable = [],
	start,
}: ScreenOptions): Screen => {
	const listeners = new Set<() => void>();
	let model: Model = {content, badgeColors, unavailable};
	let state: State = startState(size, model, start);
	let frame: Frame | undefined;

	const change = () => {
		frame = undefined;
		for (const listener of listeners) {
			listener();
		}
	};

	const getFrame = () => {
		frame ??= draw(state, model);
		return frame;
	};

	return {
		getFrame,
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: event => {
			const {state: next, effect} = update(state, model, event);
			if (next !== state) {
				state = next;
				change();
			}

			return effect;
		},
		setStats: stats => {
			model = {...model, content: model.content.withStats(stats)};
			if (showsStats(getFrame())) {
				change();
			}
		},
	};
};
