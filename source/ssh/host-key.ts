import {createHash} from 'node:crypto';
import {mkdir, open, readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {utils} from 'ssh2';
import {sanitize} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';

export type HostKey = {
	/** The private key, in OpenSSH's PEM. */
	readonly pem: string;
	/** As in `known_hosts`, without a host: `ssh-ed25519 AAAA…`. */
	readonly publicLine: string;
	/** As OpenSSH shows it: `SHA256:…`. */
	readonly fingerprint: string;
	/** The data of an SSHFP record: algorithm 4 (Ed25519), hash 2 (SHA-256); RFC 7479. */
	readonly sshfp: string;
	/** Whether it was just generated. */
	readonly isNew: boolean;
};

const parsePrivateKey = (pem: string) => {
	const parsed = utils.parseKey(pem);
	return parsed instanceof Error || !parsed.isPrivateKey() || parsed.type !== 'ssh-ed25519'
		? undefined
		: parsed;
};

const parse = (pem: string, source: string): Omit<HostKey, 'isNew'> => {
	const parsed = parsePrivateKey(pem);
	if (parsed === undefined) {
		throw new UserError(
			`${source}: not an unencrypted Ed25519 private key: make one with ssh-keygen -t ed25519 -N ''`,
		);
	}

	const blob = parsed.getPublicSSH();
	const digest = createHash('sha256').update(blob).digest();
	return {
		pem,
		publicLine: `ssh-ed25519 ${blob.toString('base64')}`,
		fingerprint: `SHA256:${digest.toString('base64').replace(/=+$/, '')}`,
		sshfp: `4 2 ${digest.toString('hex')}`,
	};
};

const readKey = async (path: string): Promise<string | undefined> => {
	try {
		const file = await open(path);
		try {
			const status = await file.stat();
			if (!status.isFile()) {
				throw new UserError(`${sanitize(path)}: not a regular file: name the host key's file`);
			}

			if (status.mode & 0o077) {
				throw new UserError(`${sanitize(path)}: readable by others: chmod 600 it`);
			}

			return await file.readFile('utf8');
		} finally {
			await file.close();
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		if (error instanceof UserError) {
			throw error;
		}

		throw new UserError(
			`${sanitize(path)}: cannot be read (${(error as NodeJS.ErrnoException).code}): check its permissions`,
		);
	}
};

/* ssh2 1.17 truncates public keys that begin with a zero byte, one in 256; no client can read those. */
const generateKey = (): string => {
	for (;;) {
		const pem = utils.generateKeyPairSync('ed25519').private;
		if (parsePrivateKey(pem) !== undefined) {
			return pem;
		}
	}
};

const writeKey = async (path: string): Promise<string> => {
	const pem = generateKey();
	try {
		await mkdir(dirname(path), {recursive: true, mode: 0o700});
		const file = await open(path, 'wx', 0o600);
		await file.writeFile(pem);
		await file.sync();
		await file.close();
		return pem;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		/* Another server has just generated it: both use the same key. */
		if (code === 'EEXIST') {
			return readFile(path, 'utf8');
		}

		throw new UserError(
			`${sanitize(path)}: cannot write the host key (${code}): choose another path with --host-key`,
		);
	}
};

/* systemd's StateDirectory=, or else the folder of the XDG Base Directory Specification. */
const stateFolder = ({STATE_DIRECTORY, XDG_STATE_HOME}: NodeJS.ProcessEnv): string => {
	/* systemd separates several by colons; the first is ours. */
	const [given] = (STATE_DIRECTORY ?? '').split(':');
	return given || join(XDG_STATE_HOME || join(homedir(), '.local/state'), 'techbyabrar');
};

/**
The server's host key: from the environment, from a file, or generated on the first run.

@param given - `pem` overrides `file`; without either, the file is in the state folder.
@throws {UserError} if it cannot be read, is of another kind, or is readable by others.
*/
export const loadHostKey = async (
	given: {readonly pem?: string | undefined; readonly file?: string | undefined},
	environment: NodeJS.ProcessEnv,
): Promise<HostKey> => {
	if (given.pem !== undefined) {
		/* Where a variable can hold only one line, \n stands for a line break. */
		const pem = given.pem.replaceAll('\\n', '\n');
		return {...parse(pem, 'RESUME_SSH_HOST_KEY_PEM'), isNew: false};
	}

	const path = given.file ?? join(stateFolder(environment), 'ssh_host_ed25519_key');
	const existing = await readKey(path);
	return {
		...parse(existing ?? (await writeKey(path)), sanitize(path)),
		isNew: existing === undefined,
	};
};
