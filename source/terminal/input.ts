import {StringDecoder} from 'node:string_decoder';
import {parseKeys} from './input-parser.ts';

/** More keys than this in one chunk were not typed: they are a paste, and are dropped. */
const maxKeys = 64;

/** How long after such a paste the rest of it is expected, in milliseconds. */
const pasteTail = 50;

/** After this, an Escape is a key rather than the start of a sequence, in milliseconds. */
const escapeDelay = 25;

/** How long to wait for the rest of a longer sequence, in milliseconds. */
const sequenceDelay = 500;

export type InputReader = {
	/**
	Receives a key, as the sequence that the terminal sends for it.

	@returns whether it was handled; if not, it and all later keys wait for the next reader.
	*/
	readonly key: (sequence: string) => boolean;
	/** The terminal was closed: there are no more keys. */
	readonly end: () => void;
};

/** A terminal's keys. */
export type Input = {
	/** Parses what the terminal sends. */
	readonly receive: (chunk: Buffer | string) => void;
	readonly end: () => void;
	/**
	Sets the reader, replacing any other. Keys that arrived without a reader come first.

	@returns what removes it.
	*/
	readonly read: (reader: InputReader) => () => void;
};

const interrupt = '\u0003';

export type InputOptions = {
	/** Called for Ctrl-C without a reader, or a second one, in case the first had no effect. */
	readonly onInterrupt?: () => void;
};

/** Creates a terminal's input. */
export const createInput = ({onInterrupt}: InputOptions = {}): Input => {
	const decoder = new StringDecoder('utf8');
	const queue: string[] = [];
	let reader: InputReader | undefined;
	let rest = '';
	let timer: NodeJS.Timeout | undefined;
	let pastedAt = Number.NEGATIVE_INFINITY;
	let ended = false;
	let isInterrupted = false;

	/* A reader may leave the remaining keys to the next one. */
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
