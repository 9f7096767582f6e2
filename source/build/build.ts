/*
`npm run build`: bundles the program into `dist/`, with nothing left to install beside it.
Chunks that are loaded later are in `dist/chunks/`.
*/
import {readFile, rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {type BuildOptions, build, type Plugin} from 'esbuild';
import {loadProfile} from '../profile/load.ts';
import {UserError} from '../text/user-error.ts';
import {fastWidth, synchronousYoga, withoutDevtools} from './ink-plugins.ts';
import {licenseNotices} from './licenses.ts';
import {liteMeow} from './lite-meow.ts';

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

/* Separate, and without static imports: an old Node must be able to parse it. */
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

/* Late chunks import all of the first frame's modules, so that those are one chunk instead of three. */
const oneChunkAtStart: Plugin = {
	name: 'one-chunk-at-start',
	setup({onLoad}) {
		onLoad(
			{filter: /(?:cli\/deferred|github\/proxy-agent|tui\/run-screen)\.tsx?$/},
			async ({path}) => ({
				contents: `${await readFile(path, 'utf8')}\nimport '${root}source/cli/main.ts';`,
				loader: path.endsWith('x') ? 'tsx' : 'ts',
			}),
		);
	},
};

const buildProgram = async () => {
	const {metafile} = await build({
		...common,
		entryPoints: ['source/cli/main.ts'],
		chunkNames: 'chunks/[name]-[hash]',
		splitting: true,
		jsx: 'automatic',
		/* The proxy agent's logger is of no use. */
		alias: {debug: './source/build/silent-debug.ts'},
		define: {'process.env.NODE_ENV': '"production"'},
		/* Some dependencies are CommonJS and `require` Node's modules. */
		banner: {
			js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
		},
		metafile: true,
		plugins: [oneChunkAtStart, synchronousYoga, withoutDevtools, fastWidth, liteMeow],
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licenseNotices(metafile));
};

try {
	await loadProfile('data/profile.json');
	/* Not all of dist/: a server may be running from there. */
	await rm('dist/chunks', {recursive: true, force: true});
	await Promise.all([buildEntry(), buildProgram()]);
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
