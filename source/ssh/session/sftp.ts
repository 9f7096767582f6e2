import type {Attributes, FileEntry, SFTPWrapper} from 'ssh2';
import ssh2 from 'ssh2';
import {type Files, fileNameOf} from '../../formats/files.ts';
import type {Connection} from '../connection/connection.ts';
import {sendExitStatus} from '../connection/ssh2-internals.ts';
import {waitForClose} from '../connection/timeouts.ts';
import {modifiedAt} from './modified-at.ts';
import type {EndReason, Run} from './session.ts';
import {wrap} from './stack.ts';

const {STATUS_CODE, OPEN_MODE} = ssh2.utils.sftp;

/** Files and directories that a client may have open. */
const maxHandles = 16;

/** Larger reads return this much, which clients expect. */
const maxRead = 32 * 1024;

/** How often all files may be read in one session; ssh2 queues what a client has no window for. */
const maxFullReads = 8;

/* Requests that would change something, or follow a link. All are denied. */
const writeRequests = [
	'WRITE',
	'REMOVE',
	'RENAME',
	'MKDIR',
	'RMDIR',
	'SETSTAT',
	'FSETSTAT',
	'SYMLINK',
	'READLINK',
] as const;

type Handle = {readonly name: string; listed: boolean};

const folder = '.';

const attributes = (files: Files, name: string): Attributes => ({
	mode: name === folder ? 0o40555 : 0o100444,
	uid: 0,
	gid: 0,
	size: files.get(name)?.length ?? 0,
	atime: modifiedAt,
	mtime: modifiedAt,
});

const listing = (files: Files): FileEntry[] =>
	[...files].map(([filename, {length}]) => ({
		filename,
		longname: `-r--r--r--   1 resume   resume ${String(length).padStart(8)} ${new Date(
			modifiedAt * 1000,
		)
			.toUTCString()
			.slice(8, 11)}  1 ${new Date(modifiedAt * 1000).getUTCFullYear()} ${filename}`,
		attrs: attributes(files, filename),
	}));

const createHandles = () => {
	const open = new Map<number, Handle>();
	let last = 0;
	const numberOf = (handle: Buffer) => (handle.length === 4 ? handle.readUInt32BE() : -1);
	return {
		add: (name: string): Buffer | undefined => {
			if (open.size >= maxHandles) {
				return undefined;
			}

			last += 1;
			open.set(last, {name, listed: false});
			const handle = Buffer.alloc(4);
			handle.writeUInt32BE(last);
			return handle;
		},
		get: (handle: Buffer) => open.get(numberOf(handle)),
		remove: (handle: Buffer) => open.delete(numberOf(handle)),
	};
};

/**
Answers a client's requests from a directory in memory.

@param onFlood - Called when the client has asked for more than any reader would.
*/
const answerSftp = (sftp: SFTPWrapper, files: Files, onFlood: () => void): void => {
	const handles = createHandles();
	const total = [...files.values()].reduce((sum, {length}) => sum + length, 0);
	let remaining = maxFullReads * Math.max(total, maxRead);
	const exists = (name: string) => name === folder || files.has(name);
	const replyStatus = (id: number, code: keyof typeof STATUS_CODE) =>
		sftp.status(id, STATUS_CODE[code]);
	const spend = (bytes: number) => {
		remaining -= bytes;
		if (remaining < 0) {
			onFlood();
		}
	};

	const replyHandle = (id: number, name: string) => {
		const handle = handles.add(name);
		if (handle === undefined) {
			replyStatus(id, 'FAILURE');
		} else {
			sftp.handle(id, handle);
		}
	};
	const replyAttributes = (id: number, name: string | undefined) => {
		spend(128);
		if (name !== undefined && exists(name)) {
			sftp.attrs(id, attributes(files, name));
		} else {
			replyStatus(id, 'NO_SUCH_FILE');
		}
	};

	sftp.on('REALPATH', (id, path) => {
		spend(1024);
		const name = fileNameOf(path.slice(0, 256));
		const filename = name === folder ? '/' : `/${name}`;
		sftp.name(id, [{filename, longname: filename, attrs: attributes(files, name)}]);
	});
	sftp.on('STAT', (id, path) => replyAttributes(id, fileNameOf(path)));
	sftp.on('LSTAT', (id, path) => replyAttributes(id, fileNameOf(path)));
	sftp.on('FSTAT', (id, handle) => replyAttributes(id, handles.get(handle)?.name));
	sftp.on('OPEN', (id, path, flags) => {
		const name = fileNameOf(path);
		if (flags & ~OPEN_MODE.READ) {
			replyStatus(id, 'PERMISSION_DENIED');
		} else if (files.has(name)) {
			replyHandle(id, name);
		} else {
			replyStatus(id, 'NO_SUCH_FILE');
		}
	});
	sftp.on('READ', (id, handle, offset, length) => {
		const file = files.get(handles.get(handle)?.name ?? '');
		if (file === undefined) {
			replyStatus(id, 'FAILURE');
			return;
		}

		const bytes = file.subarray(offset, offset + Math.min(length, maxRead));
		spend(bytes.length + 64);
		if (bytes.length === 0) {
			replyStatus(id, 'EOF');
		} else {
			sftp.data(id, bytes);
		}
	});
	sftp.on('OPENDIR', (id, path) => {
		if (fileNameOf(path) === folder) {
			replyHandle(id, folder);
		} else {
			replyStatus(id, 'NO_SUCH_FILE');
		}
	});
	sftp.on('READDIR', (id, handle) => {
		const open = handles.get(handle);
		if (open?.name !== folder) {
			replyStatus(id, 'FAILURE');
		} else if (open.listed) {
			replyStatus(id, 'EOF');
		} else {
			open.listed = true;
			spend(2048);
			sftp.name(id, listing(files));
		}
	});
	sftp.on('CLOSE', (id, handle) => {
		replyStatus(id, handles.remove(handle) ? 'OK' : 'FAILURE');
	});
	for (const change of writeRequests) {
		sftp.on(change as 'REMOVE', id => replyStatus(id, 'PERMISSION_DENIED'));
	}
};

/* SFTP has no stdout or stderr; it is a session in everything else. */
const run =
	(sftp: SFTPWrapper): Run =>
	async ({ended}) => {
		await new Promise<void>(resolve => {
			sftp.on('end', resolve).on('close', resolve);
			ended.addEventListener('abort', () => resolve(), {once: true});
		});
		return ended.aborted ? 1 : 0;
	};

/**
Serves files to a client's sftp, or to a newer scp.

@param sftp - Just accepted: ssh2 loses requests that arrive before there are listeners.
@param sessionClosed - Aborts when the client has closed the session or disconnected.
*/
export const serveSftp = async (
	connection: Connection,
	sftp: SFTPWrapper,
	files: Files,
	sessionClosed: AbortSignal,
): Promise<void> => {
	sftp.on('error', () => sftp.end());
	answerSftp(sftp, files, () => connection.drop('download-flood'));
	const endController = new AbortController();
	let finished = false;
	const end = (reason: EndReason) => {
		if (!finished) {
			endController.abort(reason);
		}
	};
	const noop = () => {};
	sessionClosed.addEventListener('abort', () => end('gone'), {once: true});
	await wrap({program: 'files', run: run(sftp)})({
		connection,
		pty: undefined,
		environment: {},
		onInput: noop,
		onInputEnd: noop,
		print: noop,
		printError: noop,
		write: noop,
		ended: endController.signal,
		end,
		close: code => {
			finished = true;
			sendExitStatus(sftp, code);
			sftp.end();
			return waitForClose(connection, sessionClosed);
		},
		notify: noop,
		onNotice: noop,
	});
};
