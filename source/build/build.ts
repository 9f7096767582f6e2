/*
`npm run build`: bundles the program into `dist/`, with nothing left to install beside it.
Chunks that are loaded later are in `dist/chunks/`.
*/
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type BuildOptions, build, type Plugin} from 'esbuild';
import {loadProfile} from '../profile/load.ts';
import {UserError} from '../text/user-error.ts';
import {fastWidth, synchronousYoga, withoutDevtools} from './ink-plugins.ts';
import {licenseNotices} from './licenses.ts';
import {liteMeow} from './lite-meow.ts';
import {replaceOrThrow} from './replace-or-throw.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);

const mainModule = join(root, 'source/cli/main.ts');

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

/* The chunk that has `main`, and its name there: a file in between would be one more to read. */
const findMain = async () => {
	const source = await readFile('dist/main.js', 'utf8');
	await rm('dist/main.js');
	const found = /import\{(\w+) as \w+\}from"(\.\/chunks\/[^"]+)"/.exec(source);
	if (found === null) {
		throw new Error('dist/main.js is not just an import of a chunk: adapt source/build/build.ts');
	}

	return {name: found[1], chunk: found[2]};
};

/* Separate, and without static imports: an old Node must be able to parse it. */
const buildEntry = async () => {
	const {name, chunk} = await findMain();
	await build({
		...common,
		entryPoints: ['source/cli/cli.ts'],
		external: ['./chunks/*'],
		plugins: [
			{
				name: 'import-chunk',
				setup({onLoad}) {
					onLoad({filter: /cli\.ts$/}, async ({path}) => ({
						contents: replaceOrThrow(
							await readFile(path, 'utf8'),
							"import('./main.ts').then(({main}) => main())",
							`import('${chunk}').then(({${name}: main}) => main())`,
							'the import of main',
						),
						loader: 'ts',
					}));
				},
			},
		],
	});
};

/* Late chunks import all of the first frame's modules, so that those are one chunk instead of three. */
const oneChunkAtStart: Plugin = {
	name: 'one-chunk-at-start',
	setup({onLoad}) {
		onLoad({filter: /[/\\](?:deferred|proxy-agent|run-screen)\.tsx?$/}, async ({path}) => ({
			contents: `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(mainModule)};`,
			loader: path.endsWith('x') ? 'tsx' : 'ts',
		}));
	},
};

/*
The global object in place of the module, whose import reads every property: some take milliseconds to
make. Measured: some 2 % of the first frame on Node 20.
*/
const globalProcess: Plugin = {
	name: 'global-process',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(?:node:)?process$/}, ({kind}) =>
			kind === 'import-statement' ? {path: 'process', namespace: 'global'} : undefined,
		);
		onLoad({filter: /^process$/, namespace: 'global'}, () => ({
			contents: 'export default globalThis.process; export const {env, cwd} = globalThis.process;',
		}));
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
		plugins: [
			oneChunkAtStart,
			globalProcess,
			synchronousYoga,
			withoutDevtools,
			fastWidth,
			liteMeow,
		],
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licenseNotices(metafile));
};

try {
	await loadProfile('data/profile.json');
	/* Not all of dist/: a server may be running from there. */
	await rm('dist/chunks', {recursive: true, force: true});
	await buildProgram();
	await buildEntry();
} catch (error) {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
}
