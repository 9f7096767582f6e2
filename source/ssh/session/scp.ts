import {fileNameOf} from '../../formats/files.ts';
import {modifiedAt} from './modified-at.ts';
import type {Run, Session} from './session.ts';

/*
The original scp protocol, which `scp -O` and clients before 2022 speak: the client runs scp here, with
internal flags. Newer ones use SFTP.
*/

export type ScpRequest =
	| {readonly kind: 'download'; readonly path: string; readonly withTimes: boolean}
	| {readonly kind: 'upload'};

const word = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs;
const quoted = /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs;

/* Clients that expect a shell here, like curl, quote the path for it. */
const shellWords = (command: string): readonly string[] =>
	(command.match(word) ?? []).map(text =>
		text.replace(
			quoted,
			(_all, single?: string, double?: string, escaped?: string) =>
				single ?? double?.replace(/\\(["$\\`])/g, '$1') ?? escaped ?? '',
		),
	);

/** Parses the command of a client's scp, if it is one. */
export const readScpRequest = (command: string): ScpRequest | undefined => {
	const [program, ...words] = shellWords(command);
	const flags = words.filter(word => /^-[a-z]+$/.test(word)).join('');
	const [path] = words.filter(word => !word.startsWith('-'));
	if (program !== 'scp' || path === undefined) {
		return undefined;
	}

	return flags.includes('t')
		? {kind: 'upload'}
		: flags.includes('f')
			? {kind: 'download', path, withTimes: flags.includes('p')}
			: undefined;
};

const errorReply = (text: string) => `\u0001scp: ${text}\n`;

export const refuseScp: Run = async session => {
	session.write(errorReply('this folder is read-only'));
	return 1;
};

/* Each step waits for a zero byte from the client. */
const acknowledgements = (session: Session) => {
	const waiting: ((isOk: boolean) => void)[] = [];
	const early: boolean[] = [];
	const settle = (isOk: boolean) => {
		const next = waiting.shift();
		if (next !== undefined) {
			next(isOk);
		} else if (early.length < 4) {
			early.push(isOk);
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

/** Sends one file by the original protocol. */
export const sendByScp =
	({path, withTimes}: ScpRequest & {kind: 'download'}): Run =>
	async session => {
		const acknowledged = acknowledgements(session);
		const name = fileNameOf(path);
		const file = session.connection.getFiles().get(name);
		if (!(await acknowledged())) {
			return 1;
		}

		if (file === undefined) {
			session.write(errorReply('no such file; sftp lists them'));
			return 1;
		}

		if (withTimes) {
			session.write(`T${modifiedAt} 0 ${modifiedAt} 0\n`);
			if (!(await acknowledged())) {
				return 1;
			}
		}

		session.write(`C0444 ${file.length} ${name}\n`);
		if (!(await acknowledged())) {
			return 1;
		}

		session.write(Buffer.concat([file, Buffer.of(0)]));
		return (await acknowledged()) ? 0 : 1;
	};
