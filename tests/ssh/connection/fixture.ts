import {EventEmitter} from 'node:events';
import type {Connection as Client} from 'ssh2';
import {vi} from 'vitest';
import type {GuardedConnection} from '../../../source/ssh/connection/guard.ts';
import type {DropReason} from '../../../source/ssh/messages.ts';
import {readSshSettings, type Settings} from '../../../source/ssh/settings.ts';

/** A connection as guards see it, with the default limits. */
export const createGuarded = () => {
	const close = new AbortController();
	const dropped: DropReason[] = [];
	const socket = Object.assign(new EventEmitter(), {writableLength: 0});
	const connection = {
		socket: socket as unknown as GuardedConnection['socket'],
		settings: readSshSettings([], {}) as Settings,
		closed: close.signal,
		drop: (reason: DropReason) => dropped.push(reason),
		dismiss: (reason: DropReason) => dropped.push(reason),
	} satisfies GuardedConnection;
	const client = new EventEmitter();
	return {
		connection,
		socket,
		close,
		dropped,
		client: client as unknown as Client,
		receive: (bytes: number) => socket.emit('data', Buffer.alloc(bytes)),
		emit: (event: string) => client.emit(event),
	};
};

/** A clock that only moves when told. */
export const manualClock = () => {
	let now = 0;
	return {
		clock: () => now,
		pass: (milliseconds: number) => {
			now += milliseconds;
		},
	};
};

export const fakeTimers = () => {
	vi.useFakeTimers();
	return {pass: (milliseconds: number) => vi.advanceTimersByTime(milliseconds)};
};
