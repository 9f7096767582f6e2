/*
`npm run build`: bundles the program into `dist/`, with nothing left to install beside it.
What is loaded late lies in `dist/chunks/`.
*/
import {rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {type BuildOptions, build} from 'esbuild';
import {loadProfile} from '../profile/load.ts';
import {UserError} from '../text/user-error.ts';
import {frugalSegmenter, frugalWidth, synchronousYoga, withoutDevtools} from './ink-plugins.ts';
import {licenseNotices} from './licenses.ts';
import {frugalMeow} from './meow-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);

const common = {
	outdir: 'dist',
	bundle: true,
	minify: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	legalComments: 'none',
	logLevel: 'warning',
} as const satisfies BuildOptions;

/* Apart from the rest, and without a static import: an old Node must be able to parse it. */
const buildEntry = () =>
	build({
		...common,
		entryPoints: ['source/cli/cli.ts'],
		plugins: [
			{
				name: 'main-beside',
				setup({onResolve}) {
					onResolve({filter: /main\.ts$/}, () => ({path: './main.js', external: true}));
				},
			},
		],
	});

const buildProgram = async () => {
	const {metafile} = await build({
		...common,
		entryPoints: ['source/cli/main.ts'],
		chunkNames: 'chunks/[name]-[hash]',
		splitting: true,
		jsx: 'automatic',
		/* The proxy's agent would bring a logger that nobody reads. */
		alias: {debug: './source/build/silent-debug.ts'},
		define: {'process.env.NODE_ENV': '"production"', ...frugalSegmenter.define},
		inject: [...frugalSegmenter.inject],
		/* Some dependencies are CommonJS and ask for Node's own modules by `require`. */
		banner: {
			js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
		},
		metafile: true,
		plugins: [synchronousYoga, withoutDevtools, frugalWidth, frugalMeow],
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licenseNotices(metafile));
};

try {
	await loadProfile('data/profile.json');
	/* Not all of dist/: a server that runs from there goes on. */
	await rm('dist/chunks', {recursive: true, force: true});
	await Promise.all([buildEntry(), buildProgram()]);
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
