import type {Screen} from '../screen/screen.ts';
import {keyNameOf} from '../terminal/key-names.ts';
import type {Size, Terminal} from '../terminal/terminal.ts';
import {diffRows, paintRows} from './diff.ts';
import type {Painter} from './painter.ts';
import {type Row, rowsOf} from './rows.ts';

/* The alternate screen without a cursor, with bracketed paste; and back. */
const enterScreen = '\u001B[?1049h\u001B[?25l\u001B[?2004h';
export const leaveScreen = '\u001B[?2004l\u001B[?25h\u001B[?1049l';

/* Synchronized updates: terminals that support them show everything in between at once. */
const beginUpdate = '\u001B[?2026h';
const endUpdate = '\u001B[?2026l';

export type Session = {
	/** Settles when the visitor quits or disconnects; rejects if drawing fails. */
	readonly done: Promise<void>;
	/** Stops drawing and reading, and leaves the screen as it is to the next renderer. */
	readonly handOver: () => void;
	/** Stops, and restores the terminal. */
	readonly restore: () => void;
};

/**
Shows a screen on a terminal, without React and Ink. The first frame is written synchronously.

It handles navigation and quitting only: a key with another effect waits for the next renderer.

@param painter - For the terminal's capabilities.
*/
export const startSession = (terminal: Terminal, screen: Screen, painter: Painter): Session => {
	const {input, getSize, onResize, write, setRawMode} = terminal;
	let shown: {readonly rows: readonly Row[]; readonly size: Size} | undefined;
	let isScheduled = false;
	let isStopped = false;
	let quit = () => {};
	let fail: (error: unknown) => void = () => {};
	const done = new Promise<void>((resolve, reject) => {
		quit = resolve;
		fail = reject;
	});
	const attempt = <Result>(act: () => Result): Result | undefined => {
		try {
			return act();
		} catch (error) {
			fail(error);
			return undefined;
		}
	};

	const draw = (prefix = '') => {
		const frame = screen.getFrame();
		const rows = rowsOf(frame, painter);
		const text =
			shown === undefined ? paintRows(rows, frame.size) : diffRows(shown.rows, rows, frame.size);
		shown = {rows, size: frame.size};
		if (text !== '') {
			write(`${prefix}${beginUpdate}${text}${endUpdate}`);
		}
	};

	/* Changes in the same turn of the event loop are drawn once. */
	const scheduleDraw = () => {
		if (!isScheduled) {
			isScheduled = true;
			queueMicrotask(() => {
				isScheduled = false;
				if (!isStopped) {
					attempt(draw);
				}
			});
		}
	};

	const stopReading = input.read({
		key: sequence => {
			const effect = attempt(() => screen.dispatch({kind: 'key', key: keyNameOf(sequence)}));
			if (effect === 'quit') {
				quit();
			}

			return effect === undefined || effect === 'quit';
		},
		end: quit,
	});
	/* Redraws even if the size is the same: in between, the terminal may have lost cells. */
	const stopResizing = onResize(() => {
		shown = undefined;
		attempt(() => screen.dispatch({kind: 'resize', size: getSize()}));
		scheduleDraw();
	});
	const stopFollowing = screen.subscribe(scheduleDraw);
	const stop = () => {
		isStopped = true;
		stopReading();
		stopResizing();
		stopFollowing();
	};
	/* Raw mode first: until then, the terminal echoes keys. */
	setRawMode(true);
	draw(enterScreen);
	return {
		done,
		handOver: () => {
			stop();
			/* Where Ink expects the cursor. */
			write(`\u001B[${screen.getFrame().size.rows}H`);
		},
		restore: () => {
			stop();
			setRawMode(false);
			write(leaveScreen);
		},
	};
};
