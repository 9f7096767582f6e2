import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {replaced} from './replaced.ts';

/**
Instantiates yoga's WebAssembly synchronously.

The stock loader goes through `fetch('data:…')`, which brings Node's whole HTTP client in at
every start (18 to 20 ms), and through a top-level await.
*/
export const synchronousYoga: Plugin = {
	name: 'synchronous-yoga',
	setup(build) {
		build.onLoad(
			{filter: /yoga-layout[/\\]dist[/\\]binaries[/\\]yoga-wasm-base64-esm\.js$/},
			async ({path}) => {
				const source = await readFile(path, 'utf8');
				const embedded = /"data:application\/octet-stream;base64,([\w+/=]+)"/;
				const wasm = embedded.exec(source)?.[1] ?? '';
				const contents = replaced(source, embedded, '""', "yoga's WebAssembly");
				return {contents: `${contents}\nexport const wasm = ${JSON.stringify(wasm)};`};
			},
		);
		build.onLoad({filter: /yoga-layout[/\\]dist[/\\]src[/\\]index\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const imported = replaced(
				source,
				"import loadYoga from '../binaries/yoga-wasm-base64-esm.js';",
				"import loadYoga, {wasm} from '../binaries/yoga-wasm-base64-esm.js';",
				"yoga's loader",
			);
			const contents = replaced(
				imported,
				'wrapAssembly(await loadYoga())',
				'wrapAssembly(assembly)',
				"yoga's start",
			);
			return {
				contents: replaced(contents, 'const Yoga', `${instantiate}const Yoga`, "yoga's start"),
			};
		});
	},
};

/* Emscripten fills the object that it is given, before `ready` settles if this is synchronous. */
const instantiate = `
const assembly = {
	instantiateWasm(imports, done) {
		const module = new WebAssembly.Module(Buffer.from(wasm, 'base64'));
		const instance = new WebAssembly.Instance(module, imports);
		done(instance);
		return instance.exports;
	},
};
loadYoga(assembly);
`;

/**
Leaves Ink's connection to the React developer tools out: a package that is not there, and the
last top-level awaits of the bundle.
*/
export const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup(build) {
		build.onLoad({filter: /ink[/\\]build[/\\]reconciler\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			return {
				contents: replaced(
					source,
					/process\.env\['DEV'\] === 'true'/g,
					'false',
					"Ink's developer mode",
				),
			};
		});
	},
};

/**
Makes the width of a text cheap to know: for characters of one cell, which are nearly all, it is
the text's length. Otherwise the first box-drawing character of a frame costs 14 ms.
*/
export const frugalWidth: Plugin = {
	name: 'frugal-width',
	setup(build) {
		build.onLoad({filter: /string-width[/\\]index\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const fast = `/^[${singleCell}]*$/`;
			return {
				contents: replaced(source, '/^[\\u0020-\\u007E]*$/', fast, "string-width's fast path"),
			};
		});
	},
};

/** Characters of one cell, as the inside of a character class. */
export const singleCell =
	' -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u25A1\\u25AA\\u276F';

/** What the bundles need besides: see frugal-segmenter.ts. */
export const frugalSegmenter = {
	define: {'Intl.Segmenter': 'FrugalSegmenter'},
	inject: ['source/build/frugal-segmenter.ts'],
} as const;
