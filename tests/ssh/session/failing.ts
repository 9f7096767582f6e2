/* Three visitors in one process: one whose timer fails, one whose key does, and one who reads on. */
import {EventEmitter} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import {currentScope} from '../../../source/ssh/connection/error-scope.ts';
import type {EndReason, Run, Session} from '../../../source/ssh/session/session.ts';
import {wrap} from '../../../source/ssh/session/stack.ts';
import {readSshSettings} from '../../../source/ssh/settings.ts';

process.on('uncaughtException', error => currentScope()?.(error));

const visit = async (run: Run) => {
	const over = new AbortController();
	const input = new EventEmitter();
	const told: string[] = [];
	const silent = () => {};
	const session = {
		connection: {
			limits: readSshSettings([], {}),
			gone: new AbortController().signal,
			restart: new AbortController().signal,
			leaveNow: new AbortController().signal,
			log: {info: silent, error: silent},
			report: silent,
		},
		pty: undefined,
		environment: {},
		onInput: (listener: (chunk: Buffer) => void) => input.on('data', listener),
		onInputEnd: silent,
		print: silent,
		complain: (text: string) => told.push(text),
		write: silent,
		ended: over.signal,
		end: (reason: EndReason) => over.abort(reason),
		close: async () => {},
		notify: silent,
		onNotice: silent,
	} as unknown as Session;
	setTimeout(() => input.emit('data', Buffer.from('k')), 100);
	const code = await wrap({program: 'screen', run})(session);
	return {code, told};
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
