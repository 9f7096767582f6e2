import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Metafile} from 'esbuild';

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
The notices of every package that went into a bundle, as their licenses require.

@param metafile - esbuild's list of inputs.
@throws if a package has no license file, so that no notice is missing unnoticed.
*/
export const licenseNotices = async ({inputs}: Metafile): Promise<string> => {
	const folders = new Set<string>();
	for (const input of Object.keys(inputs)) {
		const folder = packageFolder.exec(input)?.[1];
		if (folder !== undefined) {
			folders.add(folder);
		}
	}

	const notices = await Promise.all(
		[...folders].sort().map(async folder => {
			const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
			const files = await readdir(folder);
			const file = files.find(name => /^licen[cs]e/i.test(name));
			if (file === undefined && manifest.license !== 'MIT') {
				throw new Error(`${folder} has no license file: find its notice and add it`);
			}

			const text =
				file === undefined
					? `${manifest.license} License, by ${manifest.author?.name ?? manifest.author ?? 'its authors'}`
					: await readFile(join(folder, file), 'utf8');
			/* Lists what a package has itself bundled. */
			const bundled = await readFile(join(folder, 'build/licenses.md'), 'utf8').catch(() => '');
			return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n${bundled}`;
		}),
	);
	return notices.join(`\n${'-'.repeat(76)}\n\n`);
};
