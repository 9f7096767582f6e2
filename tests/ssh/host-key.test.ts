/* @module-tag ssh */
import {chmod, mkdtemp, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import ssh2 from 'ssh2';
import {beforeEach, expect, it, vi} from 'vitest';
import {loadHostKey} from '../../source/ssh/host-key.ts';
import {run} from './client.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'host-key-'));
});

it('is generated once, for its owner only', async () => {
	const environment = {STATE_DIRECTORY: join(folder, 'state')};
	const first = await loadHostKey({}, environment);
	expect(first.isNew).toBe(true);
	const path = join(folder, 'state/ssh_host_ed25519_key');
	expect((await stat(path)).mode & 0o777).toBe(0o600);
	expect((await stat(join(folder, 'state'))).mode & 0o777).toBe(0o700);
	expect(await loadHostKey({}, environment)).toEqual({...first, isNew: false});
	const {stdout} = await run(['ssh-keygen', '-yf', path]);
	expect(stdout.trim()).toContain(first.publicLine);
});

/* One in 256 keys of ssh2 can be read by neither ssh2 nor OpenSSH. */
const unreadableKey = () => {
	for (;;) {
		const pair = ssh2.utils.generateKeyPairSync('ed25519');
		if (ssh2.utils.parseKey(pair.private) instanceof Error) {
			return pair;
		}
	}
};

it('is generated again if it cannot be read', async () => {
	const pair = unreadableKey();
	const generate = vi.spyOn(ssh2.utils, 'generateKeyPairSync').mockReturnValueOnce(pair as never);
	try {
		const {pem} = await loadHostKey({}, {STATE_DIRECTORY: folder});
		expect(ssh2.utils.parseKey(pem)).not.toBeInstanceOf(Error);
		expect(generate).toHaveBeenCalledTimes(2);
	} finally {
		generate.mockRestore();
	}
});

it('may come from ssh-keygen, as a file or in the environment', async () => {
	const file = join(folder, 'key');
	await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file]);
	const {stdout} = await run(['ssh-keygen', '-lf', file]);
	const fromFile = await loadHostKey({file}, {});
	expect(stdout).toContain(fromFile.fingerprint);
	const pem = (await readFile(file, 'utf8')).replaceAll('\n', '\\n');
	expect((await loadHostKey({pem}, {})).fingerprint).toBe(fromFile.fingerprint);
});

it('is refused if it is readable by others', async () => {
	const file = join(folder, 'key');
	await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file]);
	await chmod(file, 0o644);
	await expect(loadHostKey({file}, {})).rejects.toThrow('readable by others: chmod 600 it');
});

it('is refused if it is of another kind', async () => {
	const file = join(folder, 'key');
	await run(['ssh-keygen', '-q', '-t', 'ecdsa', '-N', '', '-f', file]);
	await expect(loadHostKey({file}, {})).rejects.toThrow('not an unencrypted Ed25519 private key');
	await writeFile(file, 'nonsense', {mode: 0o600});
	await expect(loadHostKey({file}, {})).rejects.toThrow('not an unencrypted Ed25519 private key');
	await expect(loadHostKey({pem: 'nonsense'}, {})).rejects.toThrow('RESUME_SSH_HOST_KEY_PEM');
});
