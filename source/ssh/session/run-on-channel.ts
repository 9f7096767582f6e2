import type {ServerChannel} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {watchReader} from '../connection/backpressure.ts';
import type {Connection} from '../connection/connection.ts';
import {closeTimer} from '../connection/timeouts.ts';
import type {EndReason, Notice, Plan, Session} from './session.ts';
import {wrap} from './stack.ts';

const exitWith = (channel: ServerChannel, code: number) => {
	if (channel.writable) {
		/* Behind everything that was written before. */
		channel.write('', () => {
			channel.exit(code);
			channel.end();
		});
	}
};

/**
Makes a channel into what programs see of it, and runs one.

@param closed - Aborts when the client has closed the session, or is gone.
*/
export const runOnChannel = async (
	connection: Connection,
	channel: ServerChannel,
	own: Pick<Session, 'pty' | 'environment'>,
	plan: Plan,
	closed: AbortSignal,
): Promise<void> => {
	const over = new AbortController();
	const reader = watchReader(connection, [channel, channel.stderr]);
	const onTerminal = (text: string) => (own.pty ? text.replace(/\r?\n/g, '\r\n') : text);
	let finished = false;
	/* Afterwards the client has to close, and has less time for it. */
	const changed = () => {
		if (!finished) {
			reader.changed();
		}
	};
	const write = (bytes: string | Buffer, stream: NodeJS.WritableStream = channel) => {
		if (!closed.aborted && channel.writable && reader.isReading()) {
			stream.write(bytes, changed);
			changed();
		}
	};
	/* One that comes before the screen is there is shown when it is. */
	let notice: Notice | undefined;
	let onNotice: Parameters<Session['onNotice']>[0] | undefined;
	const end = (reason: EndReason) => {
		if (!finished) {
			over.abort(reason);
		}
	};
	const leave = () => {
		reader.release();
		end('gone');
	};
	closed.addEventListener('abort', leave, {once: true});
	channel.on('error', (error: Error) =>
		connection.log.debug({message: clientText(error.message)}, 'channel-error'),
	);
	/* Whether or not a program listens: what nobody reads must not wait. */
	channel.resume();
	await wrap(plan)({
		...own,
		connection,
		onInput: listener => channel.on('data', listener),
		onInputEnd: listener => channel.on('end', listener),
		write,
		print: text => write(onTerminal(text)),
		complain: text => write(onTerminal(text), own.pty ? channel : channel.stderr),
		ended: over.signal,
		end,
		close: code => {
			finished = true;
			reader.release();
			exitWith(channel, code);
			return closeTimer(connection, closed);
		},
		notify: next => {
			notice = next;
			onNotice?.(next);
		},
		onNotice: listener => {
			onNotice = listener;
			if (notice !== undefined) {
				listener(notice);
			}
		},
	});
};
