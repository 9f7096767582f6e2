import type {Socket} from 'node:net';
import type {Log} from '../../server/log.ts';
import {type Guarded, isAbuse, later, parting} from '../connection/guard.ts';
import type {DropReason, WorkerMessage} from '../messages.ts';

/** How a connection ends: by itself, at once, or after its sessions have said why. */
export type Ending = Pick<Guarded, 'gone' | 'drop' | 'dismiss'> & {
	readonly leaveNow: AbortSignal;
};

/** Logs and counts that the server ends a connection. */
export const recordDrop = (
	{log, address, report}: Pick<EndingOptions, 'log' | 'address' | 'report'>,
	reason: DropReason,
): void => {
	const isLogged = address !== undefined && isAbuse(reason);
	log.warn({reason, ...(isLogged ? {address} : {})}, 'dropped');
	report({kind: 'dropped', reason});
};

type EndingOptions = {
	readonly log: Log;
	/** Only if the operator wants abuse logged with it. */
	readonly address: string | undefined;
	readonly report: (message: WorkerMessage) => void;
	/** Aborts when everybody has to leave. */
	readonly leaveNow: AbortSignal;
};

export const createEnding = (socket: Socket, options: EndingOptions): Ending => {
	const gone = new AbortController();
	const leave = new AbortController();
	let recorded = false;
	const record = (reason: DropReason) => {
		if (!recorded) {
			recorded = true;
			recordDrop(options, reason);
		}
	};

	socket.once('close', () => gone.abort());
	return {
		gone: gone.signal,
		leaveNow: AbortSignal.any([options.leaveNow, leave.signal]),
		drop: reason => {
			if (!gone.signal.aborted) {
				record(reason);
				gone.abort();
				socket.destroy();
			}
		},
		dismiss: reason => {
			if (!gone.signal.aborted) {
				record(reason);
				leave.abort(reason);
				later({gone: gone.signal}, parting, () => socket.destroy());
			}
		},
	};
};
