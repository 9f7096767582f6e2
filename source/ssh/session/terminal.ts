import {createResizePace} from '../../server/throttle.ts';
import {detectCapabilities} from '../../terminal/capabilities.ts';
import {createKeyStream} from '../../terminal/key-stream.ts';
import {createScreenStream} from '../../terminal/screen-stream.ts';
import type {Size} from '../../terminal/size.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import {sizeClassOf} from '../../tui/geometry.ts';
import type {Pty, Session} from './session.ts';
import {clampWindow} from './window-size.ts';

/* Where there is little room, what stands before the semicolon has to do. */
const fitted = (notice: string, columns: number) =>
	(notice.length > columns ? (notice.split(';')[0] ?? '') : notice).slice(0, columns);

/* The last row, inverted, with the cursor put back where it was. */
const overlay = (notice: string, {columns, rows}: Size) =>
	`\u001B7\u001B[${rows};1H\u001B[2K\u001B[7m ${fitted(notice, columns - 2)} \u001B[27m\u001B8`;

/* Back to what was there before: a notice belongs to the screen that goes. */
const leavingScreen = '\u001B[?1049l';

/**
A visitor's terminal at the other end of an SSH channel.

@returns the terminal, with what its owner feeds it: keys, their end, and notices. A notice takes
the last row for itself, and the screen has the rest; where that were too little for a page, the
notice covers the page's last row.
*/
export const channelTerminal = (
	session: Pick<Session, 'environment' | 'write' | 'ended'> & {readonly pty: Pty},
) => {
	const {pty, environment, write, ended} = session;
	const capabilities = detectCapabilities(environment);
	let notice: string | undefined;
	const size = () => clampWindow(pty.size());
	const screenSize = () => {
		const whole = size();
		const rest = {...whole, rows: Math.max(1, whole.rows - 1)};
		return notice === undefined || sizeClassOf(rest) === 'tiny' ? whole : rest;
	};

	/* A frame may erase what is below it, so the notice is drawn again behind each. */
	const draw = (text: string) => {
		if (text.includes(leavingScreen)) {
			notice = undefined;
		}

		write(notice === undefined ? text : text + overlay(notice, size()));
	};

	const output = createScreenStream(draw, {
		capabilities,
		size: screenSize(),
		carriageReturns: true,
	});
	const input = createKeyStream();

	/* One that went away and came back within the pace has lost cells: it is drawn anew, too. */
	const fitScreen = () => {
		const next = screenSize();
		if (next.columns === output.columns && next.rows === output.rows) {
			output.setSize({...next, columns: next.columns + 1});
		}

		output.setSize(next);
	};
	pty.onResize(createResizePace(fitScreen, ended));
	return {
		terminal: {input, output, capabilities} satisfies Terminal,
		receive: input.receive,
		end: input.end,
		notify: (text: string | undefined) => {
			notice = text;
			fitScreen();
			if (text !== undefined) {
				write(overlay(text, size()));
			}
		},
	};
};
