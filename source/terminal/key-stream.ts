import {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import {splitKeys} from './input-parser.ts';

/** So many keys in one chunk were not typed: they are a paste, and are forgotten. */
const mostKeys = 64;

/** For so long after such a paste its tail is expected, in milliseconds. */
const pasteTail = 50;

/** After this nothing follows an Escape: it was the key, in milliseconds. */
const escapeDelay = 25;

/** After this the rest of a longer sequence is not on its way any more, in milliseconds. */
const sequenceDelay = 500;

export type KeyOptions = {
	/** @default does nothing, for terminals that are raw already */
	readonly setRawMode?: (raw: boolean) => void;
	/** Keep the process alive while keys are awaited, and stop to. */
	readonly ref?: () => void;
	readonly unref?: () => void;
};

/** What Ink reads keys from. */
export type KeyStream = NodeJS.ReadStream & {
	/** Hands over what the terminal sent. */
	readonly receive: (chunk: Buffer | string) => void;
	/** The terminal is gone: there will be no more keys. */
	readonly end: () => void;
};

/**
Makes a stream of keys, one for each turn of the event loop.

Ink hands a whole chunk to a handler, whose state is then that of before the first key: with
Down and Enter in one chunk (the rule over SSH) the wrong item would be chosen.
*/
export const createKeyStream = ({setRawMode, ref, unref}: KeyOptions = {}): KeyStream => {
	const decoder = new StringDecoder('utf8');
	const queue: string[] = [];
	let rest = '';
	let busy = false;
	let patience: NodeJS.Timeout | undefined;
	let pastedAt = Number.NEGATIVE_INFINITY;
	let ended = false;

	const stream = new Readable({read() {}});

	const next = () => {
		const key = queue.shift();
		busy = key !== undefined;
		if (key !== undefined) {
			stream.push(key);
			setImmediate(next);
		} else if (ended) {
			stream.push(null);
		}
	};

	const start = () => {
		if (!busy) {
			busy = true;
			setImmediate(next);
		}
	};

	const enqueue = (keys: readonly string[]) => {
		const tail = performance.now() - pastedAt < pasteTail;
		if (keys.length > mostKeys || (tail && keys.length > 1)) {
			pastedAt = performance.now();
			return;
		}

		queue.push(...keys.slice(0, Math.max(0, mostKeys - queue.length)));
		start();
	};

	const giveUpWaiting = () => {
		const keys = rest === '\u001B' ? [rest] : [];
		rest = '';
		enqueue(keys);
	};

	const receive = (chunk: Buffer | string) => {
		if (ended) {
			return;
		}

		clearTimeout(patience);
		const split = splitKeys(rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk)));
		rest = split.rest;
		enqueue(split.keys);
		if (rest !== '') {
			patience = setTimeout(giveUpWaiting, rest === '\u001B' ? escapeDelay : sequenceDelay);
		}
	};

	const end = () => {
		if (!ended) {
			ended = true;
			clearTimeout(patience);
			start();
		}
	};

	Object.defineProperties(stream, {
		isTTY: {value: true},
		setRawMode: {
			value(raw: boolean) {
				setRawMode?.(raw);
				return stream;
			},
		},
		ref: {
			value() {
				ref?.();
				return stream;
			},
		},
		unref: {
			value() {
				unref?.();
				return stream;
			},
		},
		receive: {value: receive},
		end: {value: end},
	});
	return stream as unknown as KeyStream;
};
