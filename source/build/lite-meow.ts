import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {replaceOrThrow} from './replace-or-throw.ts';

/**
Removes the part of meow that reads and normalizes package.json: the program does not use it, and it is
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
		/* What is then unused is only removed if its initialization is marked as pure. */
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
