/*
`npm run check-release -- <tag>`: whether a tag can be published. Prints the release notes, which are
the changelog's entry for it.
*/
import {readFile} from 'node:fs/promises';
import {UserError} from '../text/user-error.ts';

export type Release = {
	readonly tag: string;
	/** The version in package.json. */
	readonly version: string;
	/** The text of CHANGELOG.md. */
	readonly changelog: string;
};

/**
The release notes of a tag.

@throws {UserError} if the tag is not the package's version, or the changelog says nothing about it.
*/
export const releaseNotes = ({tag, version, changelog}: Release): string => {
	if (tag !== `v${version}`) {
		throw new UserError(
			`tag "${tag}" does not match version ${version} in package.json: delete the tag, then run "npm version <version>", which sets both`,
		);
	}

	const [, ...entries] = changelog.split(/^## /m);
	/* A heading is the version alone, or the version and its date. */
	const entry = entries.find(text => text.split(/\s/, 1)[0] === version);
	if (entry === undefined) {
		throw new UserError(`CHANGELOG.md has no entry for ${version}: add "## ${version}"`);
	}

	const notes = entry.slice(`${entry}\n`.indexOf('\n')).trim();
	if (notes === '') {
		throw new UserError(`CHANGELOG.md: "## ${version}" is empty: describe what changed`);
	}

	return notes;
};

const checkRelease = async () => {
	const [tag] = process.argv.slice(2);
	if (tag === undefined) {
		throw new UserError('name a tag: npm run check-release -- v1.2.3');
	}

	const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
	const {version} = JSON.parse(await read('package.json'));
	console.log(releaseNotes({tag, version, changelog: await read('CHANGELOG.md')}));
};

if (process.argv[1]?.endsWith('check-release.ts')) {
	try {
		await checkRelease();
	} catch (error) {
		console.error(error instanceof UserError ? `check-release: ${error.message}` : error);
		process.exitCode = 1;
	}
}
