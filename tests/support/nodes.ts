import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/* Real Node binaries of other versions, from npm, kept in a cache of the project's own. */

const cache = fileURLToPath(new URL('../../.cache/nodes/', import.meta.url));

const {platform, arch} = process;
const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
const name = `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`;

/** The path of a Node of some major version. */
export const nodeOf = async (major: number): Promise<string> => {
	const folder = `${cache}${major}`;
	const binary = `${folder}/node_modules/${name}/bin/node${platform === 'win32' ? '.exe' : ''}`;
	const run = promisify(execFile);
	const works = await run(binary, ['--version']).then(
		() => true,
		() => false,
	);
	if (!works) {
		await mkdir(folder, {recursive: true});
		await writeFile(`${folder}/package.json`, '{"private": true}');
		await run('npm', ['install', '--no-save', '--prefix', folder, `${name}@${major}`], {
			shell: platform === 'win32',
		});
	}

	return binary;
};
