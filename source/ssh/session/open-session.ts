import type {Session as ClientSession, ServerChannel} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {isRead} from '../connection/backpressure.ts';
import type {Connection} from '../connection/connection.ts';
import {takesFairPackets} from '../connection/packet-size.ts';
import {largestPacketOf} from '../connection/ssh2-internals.ts';
import {createEnvironment} from './environment.ts';
import {planFor} from './plan.ts';
import type {EndReason, Plan, Pty, Session} from './session.ts';
import {serveSftp} from './sftp.ts';
import {wrap} from './stack.ts';

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

const exitWith = (channel: ServerChannel, code: number) => {
	if (channel.writable) {
		/* Behind everything that was written before. */
		channel.write('', () => {
			channel.exit(code);
			channel.end();
		});
	}
};

/** Makes a channel into what programs see of it, and runs one. */
const runOnChannel = async (
	connection: Connection,
	channel: ServerChannel,
	own: Pick<Session, 'pty' | 'environment'>,
	plan: Plan,
) => {
	const {gone, log} = connection;
	const over = new AbortController();
	const onTerminal = (text: string) => (own.pty ? text.replace(/\r?\n/g, '\r\n') : text);
	const write = (bytes: string | Buffer, stream: NodeJS.WritableStream = channel) => {
		if (!gone.aborted && channel.writable && isRead(connection, channel)) {
			stream.write(bytes);
		}
	};
	let notice: Parameters<Session['onNotice']>[0] | undefined;
	const end = (reason: EndReason) => over.abort(reason);
	gone.addEventListener('abort', () => end('gone'), {once: true});
	channel.on('close', () => end('gone'));
	channel.on('error', (error: Error) =>
		log.debug({message: clientText(error.message)}, 'channel-error'),
	);
	/* Whether or not a program listens: what nobody reads must not wait. */
	channel.resume();
	const code = await wrap(plan)({
		...own,
		connection,
		onInput: listener => channel.on('data', listener),
		onInputEnd: listener => channel.on('end', listener),
		write,
		print: text => write(onTerminal(text)),
		complain: text => write(onTerminal(text), own.pty ? channel : channel.stderr),
		ended: over.signal,
		end,
		notify: text => notice?.(text),
		onNotice: listener => {
			notice = listener;
		},
	});
	exitWith(channel, code);
};

/**
Serves one session of a connection: a terminal, a command or files.

@param onClosed - The session is over; called once.
*/
export const openSession = (
	connection: Connection,
	session: ClientSession,
	onClosed: () => void,
): void => {
	const {drop, gone, logBot} = connection;
	if (!takesFairPackets(largestPacketOf(session))) {
		drop('small-packets');
		return;
	}

	const {request, resize, pty} = createPty();
	const environment = createEnvironment();
	let started = false;
	let closed = false;
	const close = () => {
		if (!closed) {
			closed = true;
			onClosed();
		}
	};
	session.once('close', close);

	/* A session runs one program: a second one would be a second screen on the same channel. */
	const start = (open: () => ServerChannel | undefined, command: string | undefined) => {
		if (started) {
			drop('second-program');
			return;
		}

		started = true;
		const channel = open();
		if (channel === undefined || gone.aborted) {
			return;
		}

		const terminal = pty();
		const own = {pty: terminal, environment: environment.variables(terminal?.term)};
		const plan = planFor(connection, own, command);
		if (plan.program === 'unknown') {
			logBot(`command ${clientText(command ?? '')}`);
		}

		void runOnChannel(connection, channel, own, plan);
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
		start(() => accept?.(), String(command).slice(0, longestCommand));
	});
	session.on('sftp', (accept, reject) => {
		if (started) {
			reject?.();
			drop('second-program');
			return;
		}

		started = true;
		void serveSftp(connection, accept(), connection.files, session);
	});
};
