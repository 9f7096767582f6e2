import {readFileSync} from 'node:fs';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {npm} from '../support/npm.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a visitor downloads at most, compressed, in bytes. */
const largest = 230_000;

type Packed = {
	readonly filename: string;
	readonly size: number;
	readonly files: readonly {readonly path: string}[];
};

const pack = async (destination: string): Promise<Packed> => {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
	const result = JSON.parse(await npm(args, root));
	return (Array.isArray(result) ? result[0] : Object.values(result)[0]) as Packed;
};

test('the package is the bundle and its notices, and runs when it is installed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'package-'));
	const {filename, size, files} = await pack(folder);
	expect(size).toBeLessThanOrEqual(largest);
	const allowed =
		/^(?:dist\/(?:cli|main)\.js|dist\/chunks\/[\w-]+\.js|dist\/THIRD-PARTY-LICENSES\.txt|LICENSE|README\.md|package\.json)$/;
	expect(files.map(({path}) => path).filter(path => !allowed.test(path))).toEqual([]);
	expect(Object.keys(manifest)).not.toContain('dependencies');
	await writeFile(join(folder, 'package.json'), '{"private": true}');
	await npm(['install', '--offline', '--no-save', `./${filename}`], folder);
	expect(await readdir(join(folder, 'node_modules'))).not.toContain('ink');
	/* As npx runs it: by the name of its command. */
	const printed = await npm(
		['exec', '--offline', '--', 'techbyabrar', 'work', 'json', '--offline'],
		folder,
	);
	expect(JSON.parse(printed)).toMatchObject({name: 'Abraham Abrar'});
	await rm(folder, {recursive: true});
});

test('license notices of bundled packages are included', () => {
	const notices = readFileSync(`${root}dist/THIRD-PARTY-LICENSES.txt`, 'utf8');
	for (const name of [
		'ink',
		'react',
		'yoga-layout',
		'meow',
		'chalk',
		'valibot',
		'ink-link',
		'ink-select-input',
	]) {
		expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
	}

	/* Inside meow. */
	expect(notices).toContain('Name: yargs-parser');
});
