import {Readable} from 'node:stream';
import type {Terminal} from '../terminal/terminal.ts';

/**
Creates the stream that Ink reads keys from: one per turn of the event loop.

Ink passes a whole chunk to handlers, whose state is from before its first key: with Down and Enter in one
chunk, the wrong item would be selected.
*/
export const createInkInput = ({input, setRawMode, ref}: Terminal): NodeJS.ReadStream => {
	const queue: string[] = [];
	let isBusy = false;
	let hasEnded = false;
	const stream = new Readable({read() {}});

	const next = () => {
		const key = queue.shift();
		isBusy = key !== undefined;
		if (key !== undefined) {
			stream.push(key);
			setImmediate(next);
		} else if (hasEnded) {
			stream.push(null);
		}
	};

	const start = () => {
		if (!isBusy) {
			isBusy = true;
			setImmediate(next);
		}
	};

	input.read({
		key: sequence => {
			queue.push(sequence);
			start();
			return true;
		},
		end: () => {
			hasEnded = true;
			start();
		},
	});
	const chained = (change: () => void) => ({
		value() {
			change();
			return stream;
		},
	});
	Object.defineProperties(stream, {
		isTTY: {value: true},
		setRawMode: {
			value(raw: boolean) {
				setRawMode(raw);
				return stream;
			},
		},
		ref: chained(() => ref(true)),
		unref: chained(() => ref(false)),
	});
	return stream as unknown as NodeJS.ReadStream;
};
