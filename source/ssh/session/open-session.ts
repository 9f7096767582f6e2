import type {Session as ClientSession, ServerChannel} from 'ssh2';
import {clientText} from '../../server/log.ts';
import type {Connection} from '../connection/connection.ts';
import {takesFairPackets} from '../connection/packet-size.ts';
import {largestPacketOf} from '../connection/ssh2-internals.ts';
import {attackPattern} from './attack-patterns.ts';
import {createEnvironment} from './environment.ts';
import {planFor} from './plan.ts';
import {runOnChannel} from './run-on-channel.ts';
import type {Pty} from './session.ts';
import {serveSftp} from './sftp.ts';

/** Longer commands mean nothing here. */
const longestCommand = 256;

type Size = ReturnType<Pty['size']>;

const createPty = () => {
	let term: string | undefined;
	let size: Size = {columns: 0, rows: 0};
	const listeners = new Set<(size: Size) => void>();
	return {
		request: (requested: string) => {
			term = clientText(requested, 64);
		},
		resize: (columns: number, rows: number) => {
			size = {columns, rows};
			for (const listener of listeners) {
				listener(size);
			}
		},
		pty: (): Pty | undefined =>
			term === undefined
				? undefined
				: {term, size: () => size, onResize: listener => listeners.add(listener)},
	};
};

export type SessionEvents = {
	/** A program runs in the session now. */
	readonly onStart: () => void;
	/** The client has closed the session; called once. */
	readonly onClosed: (started: boolean) => void;
};

/** Serves one session of a connection: a terminal, a command or files. */
export const openSession = (
	connection: Connection,
	session: ClientSession,
	{onStart, onClosed}: SessionEvents,
): void => {
	const {drop, gone, logBot} = connection;
	if (!takesFairPackets(largestPacketOf(session))) {
		drop('small-packets');
		return;
	}

	const {request, resize, pty} = createPty();
	const environment = createEnvironment();
	let started = false;
	const closing = new AbortController();
	const closed = AbortSignal.any([gone, closing.signal]);
	session.once('close', () => {
		closing.abort();
		onClosed(started);
	});

	/* A session runs one program: a second one would be a second screen on the same channel. */
	const start = (open: () => ServerChannel | undefined, command: string | undefined) => {
		if (started) {
			drop('second-program');
			return;
		}

		started = true;
		onStart();
		const channel = open();
		if (channel === undefined || gone.aborted) {
			return;
		}

		const terminal = pty();
		const own = {pty: terminal, environment: environment.variables(terminal?.term)};
		const plan = planFor(connection, own, command);
		void runOnChannel(connection, channel, own, plan, closed);
	};

	session.on('pty', (accept, reject, info) => {
		/* ssh2 gives none when the request makes no sense. */
		if (info === undefined || started) {
			reject?.();
			return;
		}

		request(String((info as {term?: string}).term ?? ''));
		resize(info.cols, info.rows);
		accept?.();
	});
	session.on('window-change', (accept, _reject, info) => {
		accept?.();
		resize(info?.cols ?? 0, info?.rows ?? 0);
	});
	session.on('env', (accept, reject, {key, val}) => {
		if (environment.set(String(key), String(val))) {
			accept?.();
		} else {
			reject?.();
		}
	});
	session.on('signal', (_accept, reject) => reject?.());
	session.on('auth-agent', (_accept, reject) => reject?.());
	session.on('x11', (_accept, reject) => reject?.());
	session.on('subsystem', (_accept, reject) => reject?.());
	session.on('shell', (accept, reject) => {
		if (started) {
			reject?.();
			drop('second-program');
		} else {
			start(() => accept?.(), undefined);
		}
	});
	session.on('exec', (accept, _reject, {command}) => {
		const attack = attackPattern(command);
		if (attack !== undefined) {
			logBot(`${attack}: ${clientText(command)}`);
		}

		start(() => accept?.(), command.slice(0, longestCommand));
	});
	session.on('sftp', (accept, reject) => {
		if (started) {
			reject?.();
			drop('second-program');
			return;
		}

		started = true;
		onStart();
		void serveSftp(connection, accept(), connection.getFiles(), closed);
	});
};
