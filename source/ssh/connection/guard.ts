import type {Socket} from 'node:net';
import type {Connection as Client} from 'ssh2';
import type {Clock} from '../../server/token-bucket.ts';
import type {DropReason} from '../messages.ts';
import type {Settings} from '../settings.ts';

/** Why a connection is ended that has done nothing wrong: its sessions end with a message. */
export type DismissReason = DropReason & ('absolute-limit' | 'evicted');

/** Once one end has closed a connection, the other has this long to close it too, in seconds. */
export const lingerSeconds = 1;

/** What a guard sees of a connection, and what it may do to it. */
export type GuardedConnection = {
	readonly socket: Socket;
	readonly settings: Settings;
	/** Aborts when the connection has closed; whatever a guard started stops then. */
	readonly closed: AbortSignal;
	/** Ends the connection at once. */
	readonly drop: (reason: DropReason) => void;
	/** Ends its sessions, and then the connection. */
	readonly dismiss: (reason: DismissReason) => void;
};

/** Watches a socket from its first byte. */
export type SocketGuard = (connection: GuardedConnection, clock?: Clock) => void;

/** Watches a client that speaks SSH. */
export type ClientGuard = (connection: GuardedConnection, client: Client) => void;

/**
Runs something after a delay, unless the connection has closed by then.

@returns what cancels it.
*/
export const schedule = (
	{closed}: Pick<GuardedConnection, 'closed'>,
	seconds: number,
	run: () => void,
): (() => void) => {
	const cancel = () => {
		clearTimeout(timer);
		closed.removeEventListener('abort', cancel);
	};
	const timer = setTimeout(() => {
		cancel();
		run();
	}, seconds * 1000);
	closed.addEventListener('abort', cancel, {once: true});
	return cancel;
};
