import xterm from '@xterm/headless';
import {paintRows} from '../../source/ansi/diff.ts';
import {createPainter} from '../../source/ansi/painter.ts';
import {printLines} from '../../source/ansi/print.ts';
import {rowsOf as paintedRows} from '../../source/ansi/rows.ts';
import {startSession} from '../../source/ansi/session.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import {type SectionId, sectionList} from '../../source/resume/sections.ts';
import {createContent} from '../../source/screen/content.ts';
import {exitMessage} from '../../source/screen/exit-message.ts';
import {followStats} from '../../source/screen/follow-stats.ts';
import type {Action} from '../../source/screen/keymap.ts';
import {createScreen, type Screen} from '../../source/screen/screen.ts';
import {defaultTheme} from '../../source/screen/theme.ts';
import type {StatsFeed} from '../../source/stats/store.ts';
import {type Capabilities, hasBadgeColors} from '../../source/terminal/capabilities.ts';
import {createInput} from '../../source/terminal/input.ts';
import type {Terminal} from '../../source/terminal/terminal.ts';
import {clampSize, type Size} from '../../source/terminal/terminal.ts';
import {runScreen} from '../../source/tui/run-screen.tsx';

/* The screens, drawn by either renderer into a real terminal emulator. */

export type Renderer = 'ink' | 'ansi';

export const renderers: readonly Renderer[] = ['ink', 'ansi'];

const rich: Capabilities = {colorDepth: 'truecolor', hyperlinks: true, unicode: true};

export type MountOptions = {
	/** @default 'ink' */
	readonly renderer?: Renderer;
	readonly columns?: number;
	readonly rows?: number;
	readonly capabilities?: Capabilities;
	readonly profile?: Profile;
	readonly section?: SectionId | undefined;
	readonly entry?: number;
	readonly openStats?: () => Promise<StatsFeed>;
	readonly clock?: () => number;
	readonly onWrite?: () => void;
	readonly unavailable?: readonly Action[];
};

export const keys = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pageUp: '\u001B[5~',
	pageDown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	shiftTab: '\u001B[Z',
	controlC: '\u0003',
} as const;

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** What a terminal shows, row by row, without blanks at the ends. */
export const rowsOf = (terminal: xterm.Terminal): readonly string[] =>
	Array.from({length: terminal.rows}, (_, row) => {
		const {active} = terminal.buffer;
		const line = active.getLine(active.viewportY + row);
		return (line?.translateToString(true, 0, terminal.cols) ?? '').trimEnd();
	});

type RunOptions = {readonly refresh: () => void; readonly signal: AbortSignal};

const runAnsi = async (terminal: Terminal, screen: Screen, {signal}: RunOptions) => {
	const painter = createPainter(terminal.capabilities, defaultTheme);
	const session = startSession(terminal, screen, painter);
	const aborted = new Promise<void>(resolve => {
		signal.addEventListener('abort', () => resolve(), {once: true});
	});
	try {
		await Promise.race([session.done, aborted]);
	} finally {
		session.restore();
	}
};

/** A terminal whose other end is a test. */
const createTestTerminal = (
	size: Size,
	capabilities: Capabilities,
	write: (text: string) => void,
) => {
	let current = size;
	const listeners = new Set<() => void>();
	const terminal: Terminal = {
		capabilities,
		input: createInput(),
		getSize: () => clampSize(current),
		onResize: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		write,
		setRawMode: () => {},
		ref: () => {},
	};
	return {
		terminal,
		resize: (next: Size) => {
			current = next;
			for (const listener of listeners) {
				listener();
			}
		},
		resizeListeners: () => listeners.size,
	};
};

export const mount = async ({
	renderer = 'ink',
	columns = 80,
	rows = 24,
	capabilities = rich,
	profile = bundledProfile,
	section,
	entry,
	openStats,
	clock = Date.now,
	onWrite,
	unavailable = renderer === 'ink' ? ['suspend'] : ['suspend', 'refresh'],
}: MountOptions = {}) => {
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let written = '';
	let isBroken = false;
	const {terminal, resize, resizeListeners} = createTestTerminal(
		{columns, rows},
		capabilities,
		text => {
			written += text;
			onWrite?.();
			emulator.write(text);
		},
	);
	const {getSize} = terminal;
	const screen = createScreen({
		content: createContent(profile),
		size: getSize(),
		badgeColors: hasBadgeColors(capabilities),
		unavailable,
		start:
			section === undefined
				? undefined
				: {section: sectionList.findIndex(({id}) => id === section), entry},
	});
	const fragile: Screen = {
		...screen,
		getFrame: () => {
			if (isBroken) {
				throw new Error('boom');
			}

			return screen.getFrame();
		},
	};
	const leaving = new AbortController();
	let feed: StatsFeed | undefined;
	const run = renderer === 'ink' ? runScreen : runAnsi;
	const running = run(terminal, fragile, {
		refresh: () => void feed?.refresh?.(),
		signal: leaving.signal,
	});
	const followed = openStats?.().then(opened => {
		feed = opened;
		return followStats(screen, opened, clock);
	});
	const leave = async () => {
		await running;
		(await followed?.catch(() => undefined))?.();
		const painter = createPainter(capabilities, defaultTheme);
		terminal.write(printLines(exitMessage(profile, 'npx techbyabrar', columns), painter));
	};
	const done = leave();
	const flush = () => new Promise<void>(resolve => emulator.write('', resolve));
	/*
	At rest: nothing was written for longer than Ink holds a frame back. A pause that came late says
	that the machine is busy, and that React and Ink may have waited for their turn as well: it does
	not count.
	*/
	const settle = async () => {
		let length = written.length;
		for (let quiet = 0, late = 0; quiet < 5; quiet++) {
			const began = performance.now();
			await pause(10);
			const isLate = performance.now() - began > 20 && late++ < 50;
			if (isLate || length !== written.length) {
				length = written.length;
				quiet = -1;
			}
		}

		await flush();
	};

	await settle();
	return {
		screen,
		terminal: emulator,
		done,
		settle,
		flush,
		rows: () => rowsOf(emulator),
		text: () => rowsOf(emulator).join('\n'),
		/** All that was written since it was last asked for. */
		takeWritten() {
			const taken = written;
			written = '';
			return taken;
		},
		/** Sends bytes as one chunk, without waiting. */
		send: (chunk: string) => terminal.input.receive(chunk),
		/** Sends chunks and waits for the screen to come to rest after each. */
		async press(...chunks: readonly string[]) {
			for (const chunk of chunks) {
				terminal.input.receive(chunk);
				await pause(chunk === keys.escape ? 60 : 5);
				await settle();
			}
		},
		resize(columns: number, rows: number) {
			emulator.resize(columns, rows);
			resize({columns, rows});
		},
		resizeListeners,
		/** Draws the same state in full, on an empty terminal, without Ink. */
		async drawnAfresh() {
			const {cols, rows} = emulator;
			const empty = new xterm.Terminal({cols, rows, allowProposedApi: true});
			const frame = screen.getFrame();
			const painter = createPainter(capabilities, defaultTheme);
			const text = paintRows(paintedRows(frame, painter), frame.size);
			await new Promise<void>(resolve => empty.write(text, resolve));
			return empty;
		},
		/** From now on drawing fails. */
		breakDrawing() {
			isBroken = true;
		},
		hangUp: () => terminal.input.end(),
		async leave() {
			leaving.abort();
			await done;
		},
	};
};
