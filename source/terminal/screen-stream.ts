import {Writable} from 'node:stream';
import type {Capabilities} from './capabilities.ts';
import {lower} from './downgrade.ts';
import {clampSize, type Size} from './size.ts';

export type ScreenOptions = {
	readonly capabilities: Capabilities;
	/** Unclamped: it may come from a client. */
	readonly size: {readonly columns?: number | undefined; readonly rows?: number | undefined};
	/** Whether to end lines with `\r\n`, where no tty does it. @default false */
	readonly carriageReturns?: boolean;
};

/** What Ink draws on. */
export type ScreenStream = NodeJS.WriteStream & {
	/** Tells the screen that its terminal has another size now. */
	readonly setSize: (size: ScreenOptions['size']) => void;
};

/**
Makes a stream that lowers frames to what a terminal can show and hands them on.

It never holds anything back: whoever owns the sink bounds what waits there.

@param sink - Writes text to the terminal. Called in the same turn as Ink's write, so that what
restores a terminal reaches it while a process is on its way out.
*/
export const createScreenStream = (
	sink: (text: string) => void,
	{capabilities, size, carriageReturns = false}: ScreenOptions,
): ScreenStream => {
	let {columns, rows}: Size = clampSize(size);
	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string | Buffer, _encoding, done) {
			const frame = lower(String(chunk), capabilities);
			sink(carriageReturns ? frame.replace(/\r?\n/g, '\r\n') : frame);
			done();
		},
	});
	Object.defineProperties(stream, {
		isTTY: {value: true},
		columns: {get: () => columns},
		rows: {get: () => rows},
		setSize: {
			value(changed: ScreenOptions['size']) {
				const next = clampSize(changed);
				if (next.columns === columns && next.rows === rows) {
					return;
				}

				/*
				Ink draws in full only when the screen gets narrower. But a terminal may keep cells
				that it could not show for a while, and show them again when it gets wider.
				*/
				columns = 1;
				stream.emit('resize');
				({columns, rows} = next);
				stream.emit('resize');
			},
		},
	});
	return stream as unknown as ScreenStream;
};
