import {Server, utils} from 'ssh2';
import {afterEach, expect, it, vi} from 'vitest';
import {checkSsh2} from '../../../source/ssh/connection/check-ssh2.ts';

const key = utils.generateKeyPairSync('ed25519').private;
afterEach(() => {
	vi.restoreAllMocks();
});

it('finds what it needs in the ssh2 that is installed', async () => {
	await checkSsh2(key);
});

it('says so when ssh2 has moved what it needs', async () => {
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
		/^ssh2 is not the version that this server was made for \(ssh2 has moved Connection\._sock/,
	);
});

it('gives up on a host key that ssh2 cannot use', async () => {
	await expect(checkSsh2('no key')).rejects.toThrow(/ssh2 is not the version/);
});
