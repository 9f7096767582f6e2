import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {npm} from '../tests/support/npm.ts';

export type Package = {
	readonly manifest: {readonly name: string; readonly version: string};
	/** Path of what `npm pack` made. */
	readonly tarball: string;
	readonly bytes: number;
	readonly files: number;
};

/** Packs the package in a folder. */
export const pack = async (folder: string, into: string): Promise<Package> => {
	const args = ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', into];
	const [{filename, size, files}] = JSON.parse(await npm(args, into));
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	return {manifest, tarball: join(into, filename), bytes: size, files: files.length};
};

/** The least that npx can run: one file that prints a line. */
export const packOneFile = async (into: string): Promise<Package> => {
	const folder = join(into, 'one-file');
	await mkdir(folder);
	const manifest = {name: 'one-file', version: '1.0.0', bin: 'cli.cjs'};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(folder, 'cli.cjs'), "#!/usr/bin/env node\nconsole.log('ready');\n");
	return pack(folder, into);
};

/** How many packages npm installs for one. */
export const countInstalled = async (
	specifier: string,
	into: string,
	registry: readonly string[] = [],
): Promise<number> => {
	const folder = join(into, `installed-${specifier}`);
	await mkdir(folder);
	await writeFile(join(folder, 'package.json'), '{"private": true}');
	await npm(['install', specifier, ...registry], folder);
	const lock = JSON.parse(await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
	return Object.keys(lock.packages).length;
};
