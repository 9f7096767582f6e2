import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {singleCell} from '../layout/width.ts';
import {replaceOrThrow} from './replace-or-throw.ts';

/**
Instantiates yoga's WebAssembly synchronously.

The original loader uses `fetch('data:…')`, which loads Node's whole HTTP client at every start, and a
top-level await. Measured: without this, Ink's first frame takes 20 % longer.
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
				const contents = replaceOrThrow(source, embedded, '""', "yoga's WebAssembly");
				return {contents: `${contents}\nexport const wasm = ${JSON.stringify(wasm)};`};
			},
		);
		build.onLoad({filter: /yoga-layout[/\\]dist[/\\]src[/\\]index\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const imported = replaceOrThrow(
				source,
				"import loadYoga from '../binaries/yoga-wasm-base64-esm.js';",
				"import loadYoga, {wasm} from '../binaries/yoga-wasm-base64-esm.js';",
				"yoga's loader",
			);
			const contents = replaceOrThrow(
				imported,
				'wrapAssembly(await loadYoga())',
				'wrapAssembly(assembly)',
				"yoga's start",
			);
			return {
				contents: replaceOrThrow(
					contents,
					'const Yoga',
					`${instantiate}const Yoga`,
					"yoga's start",
				),
			};
		});
	},
};

/* Emscripten adds the exports to this object, synchronously if `instantiateWasm` is. */
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
Removes Ink's connection to the React developer tools: a package that is not installed, and the last
top-level awaits of the bundle.
*/
export const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup(build) {
		build.onLoad({filter: /ink[/\\]build[/\\]reconciler\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			return {
				contents: replaceOrThrow(
					source,
					/process\.env\['DEV'\] === 'true'/g,
					'false',
					"Ink's developer mode",
				),
			};
		});
	},
};

/** If all characters are one cell wide, as nearly always, the width of a text is its length. */
export const withFastPath = (source: string): string =>
	replaceOrThrow(
		source,
		'/^[\\u0020-\\u007E]*$/',
		`/^[${singleCell}]*$/`,
		"string-width's fast path",
	);

const lazyPattern = `
const lazyPattern = create => {
	let pattern;
	const get = () => pattern ??= create();
	return {
		test: text => get().test(text),
		[Symbol.search]: text => get()[Symbol.search](text),
		[Symbol.match]: text => get()[Symbol.match](text),
	};
};
`;

/** Compiles the patterns with Unicode properties when they are first needed instead of at each start. */
export const withLazyPatterns = (source: string): string =>
	lazyPattern +
	replaceOrThrow(
		replaceOrThrow(
			source,
			/^const \w+ = \/.*\\p\{.*\/\w+;$/gm,
			declaration => declaration.replace(/= (.*);$/, '= lazyPattern(() => $1);'),
			"string-width's patterns",
		),
		'const segmenter = new Intl.Segmenter();',
		'let segmenter;',
		"string-width's segmenter",
	).replaceAll('segmenter.segment(', '(segmenter ??= new Intl.Segmenter()).segment(');

/**
Makes string-width faster to load and to call. Measured on Node 24 against `node -e 0`: without the
fast path a first frame of Ink takes 10 % longer, without the lazy patterns 13 %.
*/
export const fastWidth: Plugin = {
	name: 'fast-width',
	setup(build) {
		build.onLoad({filter: /string-width[/\\]index\.js$/}, async ({path}) => ({
			contents: withLazyPatterns(withFastPath(await readFile(path, 'utf8'))),
		}));
	},
};
