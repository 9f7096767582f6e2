import type {ServerChannel} from 'ssh2';
import {clientText} from '../../server/log.ts';
import {watchBackpressure} from '../connection/backpressure.ts';
import type {Connection} from '../connection/connection.ts';
import {waitForClose} from '../connection/timeouts.ts';
import type {EndReason, Notice, Plan, Session} from './session.ts';
import {wrap} from './stack.ts';

const exitWith = (channel: ServerChannel, code: number) => {
	if (channel.writable) {
		/* After everything that was written before. */
		channel.write('', () => {
			channel.exit(code);
			channel.end();
		});
	}
};

/**
Runs a program on a channel.

@param sessionClosed - Aborts when the client has closed the session or disconnected.
*/
export const runOnChannel = async (
	connection: Connection,
	channel: ServerChannel,
	client: Pick<Session, 'pty' | 'environment'>,
	plan: Plan,
	sessionClosed: AbortSignal,
): Promise<void> => {
	const endController = new AbortController();
	const backpressure = watchBackpressure(connection, [channel, channel.stderr]);
	const onTerminal = (text: string) => (client.pty ? text.replace(/\r?\n/g, '\r\n') : text);
	let finished = false;
	/* Once finished, the client must close the session, and has less time for that. */
	const update = () => {
		if (!finished) {
			backpressure.update();
		}
	};
	const write = (bytes: string | Buffer, stream: NodeJS.WritableStream = channel) => {
		if (!sessionClosed.aborted && channel.writable && backpressure.canWrite()) {
			stream.write(bytes, update);
			update();
		}
	};
	/* Kept for a screen that is not shown yet. */
	let notice: Notice | undefined;
	let onNotice: Parameters<Session['onNotice']>[0] | undefined;
	const end = (reason: EndReason) => {
		if (!finished) {
			endController.abort(reason);
		}
	};
	const onClosed = () => {
		backpressure.stop();
		end('gone');
	};
	sessionClosed.addEventListener('abort', onClosed, {once: true});
	channel.on('error', (error: Error) =>
		connection.log.debug({message: clientText(error.message)}, 'channel-error'),
	);
	/* Whether or not a program listens: unread input must not pile up. */
	channel.resume();
	await wrap(plan)({
		...client,
		connection,
		onInput: listener => channel.on('data', listener),
		onInputEnd: listener => channel.on('end', listener),
		write,
		print: text => write(onTerminal(text)),
		printError: text => write(onTerminal(text), client.pty ? channel : channel.stderr),
		ended: endController.signal,
		end,
		close: code => {
			finished = true;
			backpressure.stop();
			exitWith(channel, code);
			return waitForClose(connection, sessionClosed);
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
