import xterm from '@xterm/headless';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import type {SectionId} from '../../source/resume/sections.ts';
import type {Capabilities} from '../../source/terminal/capabilities.ts';
import {createKeyStream} from '../../source/terminal/key-stream.ts';
import {createScreenStream} from '../../source/terminal/screen-stream.ts';
import {runScreen} from '../../source/tui/run-screen.tsx';
import type {StatsFeed} from '../../source/tui/use-statistics.ts';

/* The screens, drawn by Ink into a real terminal emulator. */

const rich: Capabilities = {colorDepth: 'truecolor', hyperlinks: true, unicode: true};

export type MountOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly capabilities?: Capabilities;
	readonly profile?: Profile;
	readonly section?: SectionId;
	readonly entry?: number;
	readonly openStats?: () => Promise<StatsFeed>;
	readonly clock?: () => number;
	readonly onWrite?: () => void;
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

export const mount = async ({
	columns = 80,
	rows = 24,
	capabilities = rich,
	profile = bundledProfile,
	section,
	entry,
	openStats,
	clock = Date.now,
	onWrite,
}: MountOptions = {}) => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const terminals = [terminal];
	let written = '';
	const output = createScreenStream(
		text => {
			written += text;
			onWrite?.();
			for (const each of terminals) {
				each.write(text);
			}
		},
		{capabilities, size: {columns, rows}, carriageReturns: true},
	);
	let broken = false;
	const fragile = new Proxy(output, {
		get(target, key) {
			if (broken && key === 'columns') {
				throw new Error('boom');
			}

			const value = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	const input = createKeyStream();
	const leaving = new AbortController();
	const done = runScreen(
		{input, output: fragile, capabilities},
		{
			profile,
			section,
			entry,
			openStats,
			clock,
			comeAgain: 'npx techbyabrar',
			signal: leaving.signal,
		},
	);
	const flush = () =>
		Promise.all(terminals.map(each => new Promise<void>(resolve => each.write('', resolve))));
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
		terminal,
		done,
		settle,
		rows: () => rowsOf(terminal),
		text: () => rowsOf(terminal).join('\n'),
		/** All that was written since it was last asked for. */
		takeWritten() {
			const taken = written;
			written = '';
			return taken;
		},
		/** Sends bytes as one chunk, without waiting. */
		send: (chunk: string) => input.receive(chunk),
		/** Sends chunks and waits for the screen to come to rest after each. */
		async press(...chunks: readonly string[]) {
			for (const chunk of chunks) {
				input.receive(chunk);
				await pause(chunk === keys.escape ? 60 : 5);
				await settle();
			}
		},
		resize(columns: number, rows: number) {
			terminal.resize(columns, rows);
			output.setSize({columns, rows});
		},
		/** Draws the same state anew, in full, on an empty terminal. */
		async drawnAfresh() {
			const {cols, rows} = terminal;
			const empty = new xterm.Terminal({cols, rows, allowProposedApi: true});
			output.setSize({columns: cols + 1, rows});
			await settle();
			terminals.push(empty);
			/* A screen that got narrower is drawn in full. */
			output.setSize({columns: cols, rows});
			await settle();
			terminals.pop();
			return rowsOf(empty);
		},
		/** From now on Ink fails whenever it draws. */
		breakInk() {
			broken = true;
		},
		hangUp: () => input.end(),
		async leave() {
			leaving.abort();
			await done;
		},
	};
};
