/* Four visitors in one process: three whose sessions fail, and one whose session goes on. */
import {EventEmitter} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import {currentScope} from '../../../source/ssh/connection/error-scope.ts';
import type {EndReason, Run, Session} from '../../../source/ssh/session/session.ts';
import {wrap} from '../../../source/ssh/session/stack.ts';
import {readSshSettings} from '../../../source/ssh/settings.ts';

process.on('uncaughtException', error => currentScope()?.(error));

const visit = async (run: Run) => {
	const endController = new AbortController();
	const input = new EventEmitter();
	const errors: string[] = [];
	const noop = () => {};
	const session = {
		connection: {
			settings: readSshSettings([], {}),
			closed: new AbortController().signal,
			draining: new AbortController().signal,
			terminate: new AbortController().signal,
			log: {info: noop, error: noop},
			report: noop,
		},
		pty: undefined,
		environment: {},
		onInput: (listener: (chunk: Buffer) => void) => input.on('data', listener),
		onInputEnd: noop,
		print: noop,
		printError: (text: string) => errors.push(text),
		write: noop,
		ended: endController.signal,
		end: (reason: EndReason) => endController.abort(reason),
		close: async () => {},
		notify: noop,
		onNotice: noop,
	} as unknown as Session;
	setTimeout(() => input.emit('data', Buffer.from('k')), 100);
	const code = await wrap({program: 'screen', run})(session);
	return {code, errors};
};

const never = () => new Promise<number>(() => {});

const outcomes = await Promise.all([
	visit(async () => {
		throw new Error('at once');
	}),
	visit(() => {
		setTimeout(() => {
			throw new Error('in a timer');
		}, 50);
		return never();
	}),
	visit(session => {
		session.onInput(() => {
			throw new Error('at a key');
		});
		return never();
	}),
	visit(async () => {
		await pause(300);
		return 0;
	}),
]);
process.stdout.write(JSON.stringify(outcomes));
process.exit(0);
