import type {Attributes, Session as ClientSession, FileEntry, SFTPWrapper} from 'ssh2';
import ssh2 from 'ssh2';
import {type Files, fileName} from '../../formats/files.ts';
import type {Connection} from '../connection/connection.ts';
import {sendExitStatus} from '../connection/ssh2-internals.ts';
import type {EndReason, Run} from './session.ts';
import {wrap} from './stack.ts';

const {STATUS_CODE, OPEN_MODE} = ssh2.utils.sftp;

/** Files and listings that a client may have open. */
const mostHandles = 16;

/** Larger reads are answered with this much, which clients expect. */
const largestRead = 32 * 1024;

/** So often may all files be read in one session; ssh2 keeps what a client has no window for. */
const mostRounds = 8;

/* What would change something. All of it is denied. */
const changes = [
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

/** When the files were made, as far as clients are told: when the server was started. */
const madeAt = Math.floor(Date.now() / 1000);

const attributes = (files: Files, name: string): Attributes => ({
	mode: name === folder ? 0o40555 : 0o100444,
	uid: 0,
	gid: 0,
	size: files.get(name)?.length ?? 0,
	atime: madeAt,
	mtime: madeAt,
});

const listing = (files: Files): FileEntry[] =>
	[...files].map(([filename, {length}]) => ({
		filename,
		longname: `-r--r--r--   1 resume   resume ${String(length).padStart(8)} ${new Date(
			madeAt * 1000,
		)
			.toUTCString()
			.slice(8, 11)}  1 ${new Date(madeAt * 1000).getUTCFullYear()} ${filename}`,
		attrs: attributes(files, filename),
	}));

const createHandles = () => {
	const open = new Map<number, Handle>();
	let last = 0;
	const number = (handle: Buffer) => (handle.length === 4 ? handle.readUInt32BE() : -1);
	return {
		add: (name: string): Buffer | undefined => {
			if (open.size >= mostHandles) {
				return undefined;
			}

			last += 1;
			open.set(last, {name, listed: false});
			const handle = Buffer.alloc(4);
			handle.writeUInt32BE(last);
			return handle;
		},
		get: (handle: Buffer) => open.get(number(handle)),
		remove: (handle: Buffer) => open.delete(number(handle)),
	};
};

/**
Answers a client's requests from a folder in memory.

@param onFlood - The client has asked for more than any reader would.
*/
const answerSftp = (sftp: SFTPWrapper, files: Files, onFlood: () => void): void => {
	const handles = createHandles();
	const total = [...files.values()].reduce((sum, {length}) => sum + length, 0);
	let budget = mostRounds * Math.max(total, largestRead);
	const exists = (name: string) => name === folder || files.has(name);
	const status = (id: number, code: keyof typeof STATUS_CODE) => sftp.status(id, STATUS_CODE[code]);
	const spend = (bytes: number) => {
		budget -= bytes;
		if (budget < 0) {
			onFlood();
		}
	};

	const opened = (id: number, name: string) => {
		const handle = handles.add(name);
		if (handle === undefined) {
			status(id, 'FAILURE');
		} else {
			sftp.handle(id, handle);
		}
	};
	const described = (id: number, name: string | undefined) => {
		spend(128);
		if (name !== undefined && exists(name)) {
			sftp.attrs(id, attributes(files, name));
		} else {
			status(id, 'NO_SUCH_FILE');
		}
	};

	sftp.on('REALPATH', (id, path) => {
		spend(1024);
		const name = fileName(path.slice(0, 256));
		const filename = name === folder ? '/' : `/${name}`;
		sftp.name(id, [{filename, longname: filename, attrs: attributes(files, name)}]);
	});
	sftp.on('STAT', (id, path) => described(id, fileName(path)));
	sftp.on('LSTAT', (id, path) => described(id, fileName(path)));
	sftp.on('FSTAT', (id, handle) => described(id, handles.get(handle)?.name));
	sftp.on('OPEN', (id, path, flags) => {
		const name = fileName(path);
		if (flags & ~OPEN_MODE.READ) {
			status(id, 'PERMISSION_DENIED');
		} else if (files.has(name)) {
			opened(id, name);
		} else {
			status(id, 'NO_SUCH_FILE');
		}
	});
	sftp.on('READ', (id, handle, offset, length) => {
		const file = files.get(handles.get(handle)?.name ?? '');
		if (file === undefined) {
			status(id, 'FAILURE');
			return;
		}

		const bytes = file.subarray(offset, offset + Math.min(length, largestRead));
		spend(bytes.length + 64);
		if (bytes.length === 0) {
			status(id, 'EOF');
		} else {
			sftp.data(id, bytes);
		}
	});
	sftp.on('OPENDIR', (id, path) => {
		if (fileName(path) === folder) {
			opened(id, folder);
		} else {
			status(id, 'NO_SUCH_FILE');
		}
	});
	sftp.on('READDIR', (id, handle) => {
		const open = handles.get(handle);
		if (open?.name !== folder) {
			status(id, 'FAILURE');
		} else if (open.listed) {
			status(id, 'EOF');
		} else {
			open.listed = true;
			spend(2048);
			sftp.name(id, listing(files));
		}
	});
	sftp.on('CLOSE', (id, handle) => {
		status(id, handles.remove(handle) ? 'OK' : 'FAILURE');
	});
	for (const change of changes) {
		sftp.on(change as 'REMOVE', id => status(id, 'PERMISSION_DENIED'));
	}
};

/* SFTP has no streams to print on; it is a session in everything else. */
const run =
	(sftp: SFTPWrapper): Run =>
	async ({ended}) => {
		await new Promise<void>(resolve => {
			sftp.on('end', resolve).on('close', resolve);
			ended.addEventListener('abort', () => resolve(), {once: true});
		});
		const code = ended.aborted ? 1 : 0;
		sendExitStatus(sftp, code);
		sftp.end();
		return code;
	};

/**
Serves files to a client's sftp, or to a newer scp.

@param sftp - Just accepted: ssh2 loses requests that come before someone listens.
*/
export const serveSftp = async (
	connection: Connection,
	sftp: SFTPWrapper,
	files: Files,
	client: ClientSession,
): Promise<void> => {
	sftp.on('error', () => sftp.end());
	answerSftp(sftp, files, () => connection.drop('download-flood'));
	const over = new AbortController();
	const end = (reason: EndReason) => over.abort(reason);
	const silent = () => {};
	connection.gone.addEventListener('abort', () => end('gone'), {once: true});
	client.once('close', () => end('gone'));
	await wrap({program: 'files', run: run(sftp)})({
		connection,
		pty: undefined,
		environment: {},
		onInput: silent,
		onInputEnd: silent,
		print: silent,
		complain: silent,
		write: silent,
		ended: over.signal,
		end,
		notify: silent,
		onNotice: silent,
	});
};
