import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {expect, it} from 'vitest';
import {insertMlKem, mlKemKeyExchange} from '../../source/build/ml-kem-plugin.ts';

const require = createRequire(import.meta.url);
const source = (file: string) => readFile(require.resolve(`ssh2/lib/protocol/${file}.js`), 'utf8');

it.each(['kex', 'constants'])('inserts the key exchange into %s.js', async file => {
	const inserted = insertMlKem(file, await source(file));
	expect(inserted).toContain(`'${mlKemKeyExchange}'`);
});

it('fails when the source is not what it was', async () => {
	const changed = (await source('kex')).replace('class ECDHExchange', 'class EcdhExchange');
	expect(() => insertMlKem('kex', changed)).toThrow(/kex\.js is not what it was.*ECDHExchange/);
});

it('fails when what it leans on is not what it was', async () => {
	const changed = (await source('kex')).replace(
		'hashString(hash, secret)',
		'hashNumber(hash, secret)',
	);
	expect(() => insertMlKem('kex', changed)).toThrow(/adapt source\/build\/ml-kem-plugin\.ts/);
});

it('says when ssh2 has its own', async () => {
	const own = (await source('constants')).replace("'curve25519-sha256'", `'${mlKemKeyExchange}'`);
	expect(() => insertMlKem('constants', own)).toThrow(/itself now/);
});
