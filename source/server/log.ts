import pino from 'pino';
import {sanitize} from '../text/sanitize.ts';

export type Log = pino.Logger;

/** Log that may wait for a slow reader, in bytes; anything beyond is lost, so that no visitor waits. */
const maxQueueBytes = 4 * 1024 * 1024;

export type LogFile = {
	readonly log: Log;
	/** Writes what is buffered, before the process exits. */
	readonly flush: () => void;
};

/**
Creates the log: one line of JSON per event, on stdout.

@param writer - The process that writes, like `primary` or `worker-1`.
*/
export const createLog = (level: string, writer: string): LogFile => {
	const destination = pino.destination({fd: 1, sync: false, maxLength: maxQueueBytes});
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
				/* Nobody reads it any more. */
			}
		},
	};
};

/** Makes text from a client safe for the log: one line of limited length; JSON quotes it. */
export const clientText = (text: string, maxLength = 32): string => sanitize(text, maxLength);
