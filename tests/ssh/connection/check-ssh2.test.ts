import {Server, utils} from 'ssh2';
import {afterEach, expect, it, vi} from 'vitest';
import {checkSsh2} from '../../../source/ssh/connection/check-ssh2.ts';

const key = utils.generateKeyPairSync('ed25519').private;
afterEach(() => {
	vi.restoreAllMocks();
});

it('accepts the installed ssh2', async () => {
	await checkSsh2(key);
});

it('says what ssh2 has moved', async () => {
	const {emit} = Server.prototype;
	vi.spyOn(Server.prototype, 'emit').mockImplementation(function (
		this: Server,
		...words: unknown[]
	) {
		if (words[0] === 'connection') {
			Object.defineProperty(words[1], '_sock', {value: undefined});
		}

		return Reflect.apply(emit, this, words);
	});
	await expect(checkSsh2(key)).rejects.toThrow(
		/^this version of ssh2 does not work with this server \(ssh2 has moved Connection\._sock/,
	);
});

it('rejects a host key that ssh2 cannot use', async () => {
	await expect(checkSsh2('no key')).rejects.toThrow(/this version of ssh2 does not work/);
});
