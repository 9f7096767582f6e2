import type {Session as ClientSession, ServerChannel} from 'ssh2';
import {clientText} from '../../server/log.ts';
import type {Connection} from '../connection/connection.ts';
import {hasUsablePacketSize} from '../connection/ssh2-internals.ts';
import {attackPattern} from './attack-patterns.ts';
import {createEnvironment} from './environment.ts';
import {planFor} from './plan.ts';
import {runOnChannel} from './run-on-channel.ts';
import type {Pty} from './session.ts';
import {serveSftp} from './sftp.ts';

/** No valid command is longer. */
const maxCommandLength = 256;

type Size = ReturnType<Pty['size']>;

const createPtyState = () => {
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
	/** A program has started in the session. */
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
	const {drop, closed, logAbuse} = connection;
	if (!hasUsablePacketSize(session)) {
		drop('small-packets');
		return;
	}

	const {request, resize, pty} = createPtyState();
	const environment = createEnvironment();
	let started = false;
	const closeController = new AbortController();
	const sessionClosed = AbortSignal.any([closed, closeController.signal]);
	session.once('close', () => {
		closeController.abort();
		onClosed(started);
	});

	/* A session runs one program: a second one would be a second screen on the same channel. */
	const start = (run: () => void) => {
		if (started) {
			drop('second-program');
		} else {
			started = true;
			onStart();
			run();
		}
	};

	const runCommand = (channel: ServerChannel | undefined, line: string) => {
		if (channel === undefined || closed.aborted) {
			return;
		}

		const terminal = pty();
		const client = {pty: terminal, environment: environment.variables(terminal?.term)};
		const plan = planFor(connection, client, line);
		void runOnChannel(connection, channel, client, plan, sessionClosed);
	};

	session.on('pty', (accept, reject, info) => {
		/* ssh2 gives none if the request is malformed. */
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
	session.on('shell', accept => start(() => runCommand(accept?.(), '')));
	session.on('exec', (accept, _reject, {command}) => {
		const attack = attackPattern(command);
		if (attack !== undefined) {
			logAbuse(`${attack}: ${clientText(command)}`);
		}

		start(() => runCommand(accept?.(), command.slice(0, maxCommandLength)));
	});
	session.on('sftp', accept =>
		start(() => void serveSftp(connection, accept(), connection.getFiles(), sessionClosed)),
	);
};
