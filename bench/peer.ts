import {existsSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {npm} from '../tests/support/npm.ts';
import {cache} from '../tests/support/tools.ts';

/** The program that made the genre: a menu on Ink, not bundled. `shows` is on its first frame. */
export const peer = {
	name: 'sindresorhus',
	version: '3.0.2',
	title: 'sindresorhus 3.0.2',
	shows: 'GitHub',
} as const;

const peerFolder = `${cache}peers/`;

/**
Installs it where it stays.

@returns the path of its program; undefined if npm could not get it.
*/
export const installPeer = async (): Promise<string | undefined> => {
	const program = `${peerFolder}node_modules/${peer.name}/dist/cli.js`;
	if (!existsSync(program)) {
		await mkdir(peerFolder, {recursive: true});
		await writeFile(`${peerFolder}package.json`, '{"private": true}\n');
		try {
			await npm(['install', '--no-save', `${peer.name}@${peer.version}`], peerFolder);
		} catch {
			return undefined;
		}
	}

	return program;
};
