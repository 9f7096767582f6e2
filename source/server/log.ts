import pino from 'pino';
import {sanitize} from '../text/sanitize.ts';

export type Log = pino.Logger;

/** Bytes of log that may wait for a slow reader; what is beyond is lost, and no visitor waits. */
const longestQueue = 4 * 1024 * 1024;

export type LogFile = {
	readonly log: Log;
	/** Writes what waits, before the process ends. */
	readonly flush: () => void;
};

/**
The log: a line of JSON for each event, on stdout.

@param writer - Which process writes, as `primary` or `worker-1`.
*/
export const createLog = (level: string, writer: string): LogFile => {
	const destination = pino.destination({fd: 1, sync: false, maxLength: longestQueue});
	const log = pino(
		{
			level,
			base: {writer},
			messageKey: 'event',
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: {level: label => ({level: label})},
		},
		destination,
	);
	return {
		log,
		flush: () => {
			try {
				destination.flushSync();
			} catch {
				/* Nobody reads any more: there is nothing to be done about it. */
			}
		},
	};
};

/** A text from a client, fit for the log: one line, bounded; JSON quotes it. */
export const clientText = (text: string, longest = 32): string => sanitize(text, longest);
