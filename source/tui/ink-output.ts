import {Writable} from 'node:stream';
import {downgrade} from '../terminal/downgrade.ts';
import type {Terminal} from '../terminal/terminal.ts';

/** The end of a synchronized update: of a frame. */
const frameEnd = '\u001B[?2026l';

/**
Creates the stream that Ink draws on, which downgrades frames to what the terminal can show.

@param isHydrating - Whether the terminal already shows Ink's first frame, which is then not written.
*/
export const createInkOutput = (
	{capabilities, getSize, onResize, write}: Terminal,
	isHydrating: boolean,
): {readonly stdout: NodeJS.WriteStream; readonly stopResizing: () => void} => {
	let {columns, rows} = getSize();
	let isSkipping = isHydrating;
	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string | Buffer, _encoding, done) {
			const text = String(chunk);
			if (isSkipping) {
				isSkipping = !text.includes(frameEnd);
			} else {
				/* Not every terminal adds the carriage returns in raw mode. */
				write(downgrade(text, capabilities).replace(/\r?\n/g, '\r\n'));
			}

			done();
		},
	});
	Object.defineProperties(stream, {
		isTTY: {value: true},
		columns: {get: () => columns},
		rows: {get: () => rows},
	});

	/*
	Ink redraws in full only when the screen gets narrower. But a terminal may keep cells that it
	could not show for a while, and show them again when it gets wider.
	*/
	const redraw = () => {
		columns = 1;
		stream.emit('resize');
		({columns, rows} = getSize());
		stream.emit('resize');
	};
	return {
		stdout: stream as unknown as NodeJS.WriteStream,
		stopResizing: onResize(redraw),
	};
};
