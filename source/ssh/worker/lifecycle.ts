import type {Socket} from 'node:net';
import type {Log} from '../../server/log.ts';
import {type GuardedConnection, lingerSeconds, schedule} from '../connection/guard.ts';
import {type DropReason, dropReasons, type WorkerMessage} from '../messages.ts';

/** How a connection ends: by itself, at once, or after its sessions have said why. */
export type Lifecycle = Pick<GuardedConnection, 'closed' | 'drop' | 'dismiss'> & {
	readonly terminate: AbortSignal;
};

type LifecycleOptions = {
	readonly log: Log;
	/** Only if the operator wants abuse logged with it. */
	readonly address: string | undefined;
	readonly report: (message: WorkerMessage) => void;
	/** Aborts when all sessions must end. */
	readonly terminate: AbortSignal;
};

/** Logs and reports that the server ends a connection. */
export const recordDrop = (
	{log, address, report}: Pick<LifecycleOptions, 'log' | 'address' | 'report'>,
	reason: DropReason,
): void => {
	const isLogged = address !== undefined && dropReasons[reason].isAbuse;
	log.warn({reason, ...(isLogged ? {address} : {})}, 'dropped');
	report({kind: 'dropped', reason});
};

export const createLifecycle = (socket: Socket, options: LifecycleOptions): Lifecycle => {
	const close = new AbortController();
	const terminate = new AbortController();
	const closed = close.signal;
	let recorded = false;
	const record = (reason: DropReason) => {
		if (!recorded) {
			recorded = true;
			recordDrop(options, reason);
		}
	};

	socket.once('close', () => close.abort());
	return {
		closed,
		terminate: AbortSignal.any([options.terminate, terminate.signal]),
		drop: reason => {
			if (!closed.aborted) {
				record(reason);
				close.abort();
				socket.destroy();
			}
		},
		dismiss: reason => {
			if (!closed.aborted) {
				record(reason);
				terminate.abort(reason);
				schedule({closed}, lingerSeconds, () => socket.destroy());
			}
		},
	};
};
