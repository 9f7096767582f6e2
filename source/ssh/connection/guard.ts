import type {Socket} from 'node:net';
import type {Connection as Client} from 'ssh2';
import type {Clock} from '../../server/clock.ts';
import type {DropReason} from '../messages.ts';
import type {Settings} from '../settings.ts';

/**
Whether no ordinary client gives this reason. Reading a host key takes some people longer than
the handshake may, and a suspended client is a slow reader.
*/
export const isAbuse = (reason: DropReason): boolean =>
	reason === 'input-flood' ||
	reason === 'unread-replies' ||
	reason === 'small-packets' ||
	reason === 'rekeys';

/** Why a connection is ended that has done nothing wrong: its sessions end with a message. */
export type DismissReason = DropReason & ('absolute-limit' | 'evicted');

/** Once one end has closed a connection, the other has so long to close it too, in seconds. */
export const parting = 1;

/** What a guard sees of a connection, and what it may do to it. */
export type Guarded = {
	readonly socket: Socket;
	readonly limits: Settings;
	/** Aborts when the connection is gone; whatever a guard started ends then. */
	readonly gone: AbortSignal;
	/** Ends the connection at once. */
	readonly drop: (reason: DropReason) => void;
	/** Ends its sessions, and then the connection. */
	readonly dismiss: (reason: DismissReason) => void;
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
	const cancel = () => {
		clearTimeout(timer);
		gone.removeEventListener('abort', cancel);
	};
	const timer = setTimeout(() => {
		cancel();
		run();
	}, seconds * 1000);
	gone.addEventListener('abort', cancel, {once: true});
	return cancel;
};
