import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {replaceOrThrow} from './replace-or-throw.ts';

/**
Leaves out what meow reads and mends a package.json with: the program gives it none, and it is
two thirds of meow, 30 kB of what a visitor downloads.
*/
export const liteMeow: Plugin = {
	name: 'lite-meow',
	setup(build) {
		build.onLoad({filter: /meow[/\\]build[/\\]options\.js$/}, async ({path}) => ({
			contents: replaceOrThrow(
				await readFile(path, 'utf8'),
				"import { a as readPackageUpSync, n as normalizePackageData } from './dependencies.js';",
				'const readPackageUpSync = () => undefined; const normalizePackageData = () => {};',
				"meow's reading of package.json",
			),
		}));
		/* What is then asked for by nobody says so only when its own starting calls may go. */
		build.onLoad({filter: /meow[/\\]build[/\\]dependencies\.js$/}, async ({path}) => ({
			contents: replaceOrThrow(
				await readFile(path, 'utf8'),
				/^(?:var|const) [\w$]+ = (?=[\w$]+\()/gm,
				declaration => `${declaration}/* @__PURE__ */ `,
				"meow's dependencies",
			),
		}));
	},
};
