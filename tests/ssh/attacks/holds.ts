import {setTimeout as pause} from 'node:timers/promises';
import {type Raw, rawConnection, type Target} from './raw.ts';

/*
Ways to hold a connection, and with it a visitor's slot, without using it. What the server
sends for these channels is never answered: ssh2's client does not know of them.
*/

const window = 2 * 1024 * 1024;
const packet = 32 * 1024;

const terminal = ({protocol}: Raw) =>
	protocol.pty(0, 24, 80, 0, 0, 'xterm-256color', undefined, false);

export type Hold = {
	readonly hold: (raw: Raw) => void | Promise<void>;
	/** The reason for which the server must end the connection, if it counts that. */
	readonly reason?: 'no-session' | 'not-closed' | 'slow-reader';
};

export const holds: Readonly<Record<string, Hold>> = {
	'a session with nothing started': {
		hold: ({protocol}) => protocol.session(0, window, packet),
		reason: 'no-session',
	},
	'a terminal with nothing started': {
		hold: raw => {
			raw.protocol.session(0, window, packet);
			terminal(raw);
		},
		reason: 'no-session',
	},
	'a finished command that is not closed': {
		hold: ({protocol}) => {
			protocol.session(0, window, packet);
			protocol.exec(0, 'help', false);
		},
		reason: 'not-closed',
	},
	'a command with a window of ten bytes': {
		hold: ({protocol}) => {
			protocol.session(0, 10, packet);
			protocol.exec(0, 'help', false);
		},
		reason: 'not-closed',
	},
	'a screen behind a closed window': {
		hold: raw => {
			raw.protocol.session(0, 1000, packet);
			terminal(raw);
			raw.protocol.shell(0, false);
		},
		reason: 'slow-reader',
	},
	'a shell without a window': {
		hold: ({protocol}) => {
			protocol.session(0, 0, packet);
			protocol.shell(0, false);
		},
		reason: 'not-closed',
	},
	'a closed screen whose session stays open': {
		hold: async raw => {
			raw.protocol.session(0, window, packet);
			terminal(raw);
			raw.protocol.shell(0, false);
			while (!raw.isGone()) {
				await pause(500);
				raw.protocol.channelData(0, Buffer.from('q'));
			}
		},
		reason: 'not-closed',
	},
	'files behind a closed session': {
		hold: ({protocol}) => {
			protocol.session(0, window, packet);
			protocol.subsystem(0, 'sftp', false);
			protocol.channelEOF(0);
		},
		reason: 'not-closed',
	},
	'sessions that are opened and closed': {
		hold: async raw => {
			for (let channel = 0; channel < 100 && !raw.isGone(); channel++) {
				raw.protocol.session(channel, window, packet);
				raw.protocol.channelClose(channel);
				await pause(300);
			}
		},
		reason: 'no-session',
	},
	'a disconnect message without hanging up': {
		hold: async raw => {
			const {protocol, socket, isGone} = raw;
			protocol.session(0, window, packet);
			terminal(raw);
			protocol.shell(0, false);
			protocol.disconnect(11);
			/* Ignores that the server has closed its end; `pause()` alone would still read. */
			(socket as unknown as {_handle: {readStop: () => void}})._handle.readStop();
			while (!isGone()) {
				protocol.ping();
				await pause(100);
			}
		},
	},
};

/** Holds a connection from the address of a number. @returns undefined if it was refused. */
export const holdOne = async (
	target: Pick<Target, 'port'>,
	{hold}: Hold,
	index: number,
): Promise<Raw | undefined> => {
	const raw = await rawConnection(target, index);
	if (raw !== undefined) {
		/* It may be disconnected in the middle. */
		(async () => hold(raw))().catch(() => {});
	}

	return raw;
};

/** Holds five connections of as many addresses, and waits until the server has ended them. */
export const holding =
	(hold: Hold) =>
	async (target: Target): Promise<void> => {
		const held = await Promise.all([0, 1, 2, 3, 4].map(index => holdOne(target, hold, index)));
		for (const raw of held) {
			while (raw !== undefined && !raw.isGone()) {
				await pause(20);
			}
		}
	};
