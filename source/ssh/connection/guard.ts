import type {Socket} from 'node:net';
import type {Connection as Client} from 'ssh2';
import type {Clock} from '../../server/clock.ts';
import type {Settings} from '../settings.ts';

/** Why the server ended a connection. Each is a label of a metric: a closed list. */
export const dropReasons = [
	'handshake-timeout',
	'authentication-tries',
	'input-flood',
	'unread-replies',
	'slow-reader',
	'small-packets',
	'second-program',
	'rekeys',
	'no-session',
	'download-flood',
	'absolute-limit',
] as const;

export type DropReason = (typeof dropReasons)[number];

/** What a guard sees of a connection, and what it may do to it. */
export type Guarded = {
	readonly socket: Socket;
	readonly limits: Settings;
	/** Aborts when the connection is gone; whatever a guard started ends then. */
	readonly gone: AbortSignal;
	/** Ends the connection at once. */
	readonly drop: (reason: DropReason) => void;
};

/** Watches a socket from its first byte. */
export type SocketGuard = (connection: Guarded, clock?: Clock) => void;

/** Watches a client that speaks SSH. */
export type ClientGuard = (connection: Guarded, client: Client) => void;

/** Runs something later, unless the connection is gone by then. */
export const later = (
	{gone}: Pick<Guarded, 'gone'>,
	seconds: number,
	run: () => void,
): (() => void) => {
	const timer = setTimeout(run, seconds * 1000);
	const cancel = () => {
		clearTimeout(timer);
		gone.removeEventListener('abort', cancel);
	};
	gone.addEventListener('abort', cancel, {once: true});
	return cancel;
};
