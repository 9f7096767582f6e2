/*
`npm run build:ssh`: bundles the SSH server into `dist/ssh.js` and `dist/ssh/`, which no npm
package contains. It needs nothing beside itself but Node.
*/
import {rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {licenseNotices} from './licenses.ts';
import {withMlKem} from './ml-kem-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
@param outdir - Where `ssh.js` and the folder `ssh` go. @default dist
@throws if a dependency's source is not what the plugins know.
*/
export const buildServer = async (outdir = `${root}dist`): Promise<void> => {
	await rm(`${outdir}/ssh`, {recursive: true, force: true});
	const {metafile} = await build({
		metafile: true,
		absWorkingDir: root,
		entryPoints: {ssh: 'source/ssh/main.ts'},
		outdir,
		chunkNames: 'ssh/[name]-[hash]',
		bundle: true,
		splitting: true,
		/* ssh2 compares the names of its classes. */
		keepNames: true,
		format: 'esm',
		platform: 'node',
		target: 'node24',
		/* ssh2's optional native code is no faster, and the workers may load none; it goes on without. */
		external: ['cpu-features', '*.node'],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url); const __dirname = import.meta.dirname; const __filename = import.meta.filename;",
		},
		legalComments: 'none',
		logLevel: 'warning',
		plugins: [withMlKem],
	});
	const notices = await licenseNotices(metafile);
	await writeFile(`${outdir}/ssh/THIRD-PARTY-LICENSES.txt`, notices);
};

if (import.meta.main) {
	await buildServer();
}
