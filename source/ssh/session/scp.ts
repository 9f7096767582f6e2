import {fileName} from '../../formats/files.ts';
import type {Run, Session} from './session.ts';

/*
The old protocol of scp, which `scp -O` and clients of before 2022 speak: the client runs scp
here with flags of its own. Newer ones use SFTP.
*/

export type ScpRequest =
	| {readonly kind: 'download'; readonly path: string}
	| {readonly kind: 'upload'};

/** Reads the command that a client's scp sends, if this is one. */
export const readScpRequest = (command: string): ScpRequest | undefined => {
	const [program, ...words] = command.trim().split(/\s+/);
	const flags = words.filter(word => /^-[a-z]+$/.test(word)).join('');
	const [path] = words.filter(word => !word.startsWith('-'));
	if (program !== 'scp' || path === undefined) {
		return undefined;
	}

	return flags.includes('t')
		? {kind: 'upload'}
		: flags.includes('f')
			? {kind: 'download', path}
			: undefined;
};

const complaint = (text: string) => `\u0001scp: ${text}\n`;

export const refuseScp: Run = async session => {
	session.write(complaint('this folder is read-only'));
	return 1;
};

/* Each step waits for a zero byte from the client. */
const acknowledgements = (session: Session) => {
	const waiting: ((goesOn: boolean) => void)[] = [];
	const early: boolean[] = [];
	const settle = (goesOn: boolean) => {
		const next = waiting.shift();
		if (next !== undefined) {
			next(goesOn);
		} else if (early.length < 4) {
			early.push(goesOn);
		}
	};
	session.onInput(chunk => {
		for (const byte of chunk.subarray(0, 4)) {
			settle(byte === 0);
		}
	});
	session.onInputEnd(() => settle(false));
	session.ended.addEventListener('abort', () => settle(false), {once: true});
	return () =>
		new Promise<boolean>(resolve => {
			const known = early.shift();
			if (known === undefined) {
				waiting.push(resolve);
			} else {
				resolve(known);
			}
		});
};

/** Sends one file by the old protocol. */
export const sendByScp =
	(path: string): Run =>
	async session => {
		const acknowledged = acknowledgements(session);
		const name = fileName(path);
		const file = session.connection.files.get(name);
		if (!(await acknowledged())) {
			return 1;
		}

		if (file === undefined) {
			session.write(complaint('there is no such file; sftp lists them'));
			return 1;
		}

		session.write(`C0444 ${file.length} ${name}\n`);
		if (!(await acknowledged())) {
			return 1;
		}

		session.write(Buffer.concat([file, Buffer.of(0)]));
		return (await acknowledged()) ? 0 : 1;
	};
