import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/*
ssh2 has no post-quantum key exchange, and OpenSSH warns about that since 10.1. It is added here
until ssh2 has its own: https://github.com/mscdex/ssh2/pull/1471
*/

/** As OpenSSH names it; draft-ietf-sshm-mlkem-hybrid-kex. */
export const mlKemKeyExchange = 'mlkem768x25519-sha256';

/*
The server's half. The client sends an ML-KEM-768 encapsulation key (1,184 bytes) and an X25519
key (32); it gets a ciphertext and an X25519 key. The secret is a hash of both secrets, and
travels on as a string where plain X25519 has a number. Both keys are wrapped in the DER that
node:crypto reads: the two constants are the headers of a SubjectPublicKeyInfo.
*/
const exchange = `
  class MlKem768X25519Exchange extends Curve25519Exchange {
    constructor(...args) {
      super('sha256', ...args);
      this.type = 'mlkem768x25519';
      this._ciphertext = undefined;
    }
    convertPublicKey(key) {
      return key;
    }
    getPublicKey() {
      return Buffer.concat([this._ciphertext, super.getPublicKey()]);
    }
    computeSecret(clientInit) {
      const publicKey = (header, key) => createPublicKey({
        key: Buffer.concat([Buffer.from(header, 'hex'), key]),
        format: 'der',
        type: 'spki',
      });
      try {
        if (!this._protocol._server)
          throw new Error('mlkem768x25519-sha256 is for servers only here');
        if (clientInit.length !== 1184 + 32)
          throw new Error('Malformed mlkem768x25519-sha256 client keys');
        const { sharedKey, ciphertext } = require('crypto').encapsulate(publicKey(
          '308204b2300b0609608648016503040402038204a100',
          clientInit.subarray(0, 1184)
        ));
        this.generateKeys();
        const classical = diffieHellman({
          privateKey: this._keys.privateKey,
          publicKey: publicKey('302a300506032b656e032100', clientInit.subarray(1184)),
        });
        this._ciphertext = ciphertext;
        return createHash('sha256').update(sharedKey).update(classical).digest();
      } catch (error) {
        return error;
      }
    }
  }
`;

type Edit = {readonly before: string; readonly insert: string};

const edits: Readonly<Record<string, readonly Edit[]>> = {
	kex: [
		{before: '  class ECDHExchange extends KeyExchange {', insert: exchange},
		{
			before: "        case 'curve25519-sha256':\n",
			insert: `        case '${mlKemKeyExchange}':\n          return new MlKem768X25519Exchange(...args);\n`,
		},
	],
	constants: [
		{
			before:
				"  // https://tools.ietf.org/html/rfc4419#section-4\n  'diffie-hellman-group-exchange-sha1',",
			insert: `  '${mlKemKeyExchange}',\n`,
		},
	],
};

/* What the insertions lean on, beside the places where they go. */
const assumptions: Readonly<Record<string, readonly string[]>> = {
	kex: [
		'  class Curve25519Exchange extends KeyExchange {',
		"        this._keys = generateKeyPairSync('x25519');",
		'      hashString(hash, secret);',
		'  createPublicKey,\n  diffieHellman,\n',
		'  createHash,\n',
	],
	constants: ['const SUPPORTED_KEX = DEFAULT_KEX.concat(['],
};

/**
Inserts the key exchange into one of ssh2's files.

@param file - Which one: `kex` or `constants`.
@throws if the text is not what it was when this was written, so that the build fails.
*/
export const insertMlKem = (file: string, source: string): string => {
	if (source.includes(mlKemKeyExchange)) {
		throw new Error(
			`ssh2 knows ${mlKemKeyExchange} itself now: remove source/build/ml-kem-plugin.ts's own`,
		);
	}

	const once = (text: string) => source.split(text).length === 2;
	const places = [...(assumptions[file] ?? []), ...(edits[file] ?? []).map(({before}) => before)];
	const missing = places.find(place => !once(place));
	if (missing !== undefined) {
		throw new Error(
			`ssh2's ${file}.js is not what it was (${missing.trim()}): adapt source/build/ml-kem-plugin.ts to the new version`,
		);
	}

	return (edits[file] ?? []).reduce(
		(text, {before, insert}) => text.replace(before, () => insert + before),
		source,
	);
};

/** Adds `mlkem768x25519-sha256` to ssh2's key exchanges. */
export const withMlKem: Plugin = {
	name: 'with-ml-kem',
	setup(build) {
		const edited = new Set<string>();
		build.onStart(() => edited.clear());
		build.onLoad(
			{filter: /[/\\]ssh2[/\\]lib[/\\]protocol[/\\](?:kex|constants)\.js$/},
			async ({path}) => {
				const file = /(\w+)\.js$/.exec(path)?.[1] ?? '';
				edited.add(file);
				return {contents: insertMlKem(file, await readFile(path, 'utf8'))};
			},
		);
		build.onEnd(() =>
			edited.size === Object.keys(edits).length
				? {}
				: {errors: [{text: "ssh2's key exchange was not bundled: where is it now?"}]},
		);
	},
};
