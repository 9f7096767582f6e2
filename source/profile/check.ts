/*
`npm run check [-- file …]`: validates `data/profile.json`, or the files named, and names each
error by its path and its fix. `--write` brings `data/profile.schema.json` up to date.
*/
import {readFile, writeFile} from 'node:fs/promises';
import {UserError} from '../text/user-error.ts';
import {jsonSchemaFile, jsonSchemaText} from './json-schema.ts';
import {readProfile} from './load.ts';
import {formatIssue, validateProfile} from './validate.ts';

const bundled = 'data/profile.json';

const issuesOf = async (path: string): Promise<readonly string[]> => {
	try {
		const result = validateProfile(await readProfile(path));
		return 'issues' in result ? result.issues.map(issue => `${path}: ${formatIssue(issue)}`) : [];
	} catch (error) {
		if (error instanceof UserError) {
			return [error.message];
		}

		throw error;
	}
};

const schemaIssues = async (): Promise<readonly string[]> => {
	const text = await readFile(jsonSchemaFile, 'utf8').catch(() => '');
	return text === jsonSchemaText()
		? []
		: ['data/profile.schema.json is out of date: run "npm run check -- --write"'];
};

const words = process.argv.slice(2);
if (words.includes('--write')) {
	await writeFile(jsonSchemaFile, jsonSchemaText());
}

const named = words.filter(word => !word.startsWith('-'));
const files = named.length > 0 ? named : [bundled];
const issues = [...(await Promise.all(files.map(issuesOf))).flat(), ...(await schemaIssues())];
for (const issue of issues) {
	console.error(issue);
}

if (issues.length > 0) {
	process.exitCode = 1;
} else {
	console.log(`${files.join(', ')}: valid`);
}
