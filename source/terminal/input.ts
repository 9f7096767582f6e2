import {StringDecoder} from 'node:string_decoder';
import {parseKeys} from './input-parser.ts';

/** So many keys in one chunk were not typed: they are a paste, and are forgotten. */
const maxKeys = 64;

/** For so long after such a paste its tail is expected, in milliseconds. */
const pasteTail = 50;

/** After this nothing follows an Escape: it was the key, in milliseconds. */
const escapeDelay = 25;

/** After this the rest of a longer sequence is not on its way any more, in milliseconds. */
const sequenceDelay = 500;

/** What reads a terminal's keys. */
export type InputReader = {
	/**
	A key, as the sequence that the terminal sends for it.

	@returns whether it was taken; if not, it waits for the next reader, and so do those behind it.
	*/
	readonly key: (sequence: string) => boolean;
	/** The terminal is gone: there will be no more keys. */
	readonly end: () => void;
};

/** What a terminal sends. */
export type Input = {
	/** Hands over bytes. */
	readonly receive: (chunk: Buffer | string) => void;
	readonly end: () => void;
	/**
	Reads from now on, in place of whoever did before. What came while nobody read comes first.

	@returns what ends the reading.
	*/
	readonly read: (reader: InputReader) => () => void;
};

const interrupt = '\u0003';

export type InputOptions = {
	/** Ctrl-C came where nobody reads keys, or once more: the first one was not heeded. */
	readonly onInterrupt?: () => void;
};

/** Makes keys of what a terminal sends. */
export const createInput = ({onInterrupt}: InputOptions = {}): Input => {
	const decoder = new StringDecoder('utf8');
	const queue: string[] = [];
	let reader: InputReader | undefined;
	let rest = '';
	let timer: NodeJS.Timeout | undefined;
	let pastedAt = Number.NEGATIVE_INFINITY;
	let ended = false;
	let isInterrupted = false;

	/* A reader may leave the rest to the next one in the middle. */
	const flush = () => {
		while (reader !== undefined) {
			const [key] = queue;
			if (key === undefined) {
				break;
			}

			if (reader.key(key)) {
				queue.shift();
			} else {
				reader = undefined;
			}
		}

		if (ended && queue.length === 0) {
			reader?.end();
		}
	};

	const enqueue = (keys: readonly string[]) => {
		const isTail = performance.now() - pastedAt < pasteTail;
		if (keys.length > maxKeys || (isTail && keys.length > 1)) {
			pastedAt = performance.now();
			return;
		}

		if (keys.includes(interrupt)) {
			if (isInterrupted || reader === undefined) {
				onInterrupt?.();
			}

			isInterrupted = true;
		}

		queue.push(...keys.slice(0, Math.max(0, maxKeys - queue.length)));
		flush();
	};

	const stopWaiting = () => {
		const keys = rest === '\u001B' ? [rest] : [];
		rest = '';
		enqueue(keys);
	};

	return {
		receive: chunk => {
			if (ended) {
				return;
			}

			clearTimeout(timer);
			const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
			const split = parseKeys(rest + text);
			rest = split.rest;
			enqueue(split.keys);
			if (rest !== '') {
				timer = setTimeout(stopWaiting, rest === '\u001B' ? escapeDelay : sequenceDelay);
			}
		},
		end: () => {
			if (!ended) {
				ended = true;
				clearTimeout(timer);
				flush();
			}
		},
		read: next => {
			reader = next;
			flush();
			return () => {
				if (reader === next) {
					reader = undefined;
				}
			};
		},
	};
};
