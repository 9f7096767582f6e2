/*
`npm run build`: bundles the program into `dist/`, with nothing left to install beside it.
What is loaded late lies in `dist/chunks/`.
*/
import {rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {loadProfile} from '../profile/load.ts';
import {UserError} from '../user-error.ts';
import {synchronousYoga, withoutDevtools} from './ink-plugins.ts';
import {licenseNotices} from './licenses.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);

const buildProgram = async () => {
	const {metafile} = await build({
		entryPoints: ['source/cli.ts'],
		outdir: 'dist',
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		splitting: true,
		minify: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		jsx: 'automatic',
		define: {'process.env.NODE_ENV': '"production"'},
		/* Two dependencies are CommonJS and ask for Node's own modules by `require`. */
		banner: {
			js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
		},
		legalComments: 'none',
		metafile: true,
		logLevel: 'warning',
		plugins: [synchronousYoga, withoutDevtools],
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licenseNotices(metafile));
};

try {
	await loadProfile('data/profile.json');
	await rm('dist', {recursive: true, force: true});
	await buildProgram();
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
