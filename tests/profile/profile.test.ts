import {existsSync} from 'node:fs';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {jsonSchemaFile, jsonSchemaText} from '../../source/profile/json-schema.ts';
import {loadProfile} from '../../source/profile/load.ts';
import {validateProfile} from '../../source/profile/validate.ts';

type Mutable = {[key: string]: Mutable} & Mutable[];

const changed = (change: (profile: Mutable) => void): unknown => {
	const profile = structuredClone(bundledProfile) as unknown as Mutable;
	change(profile);
	return profile;
};

const issuesOf = (value: unknown): readonly string[] => {
	const result = validateProfile(value);
	return 'issues' in result ? result.issues.map(({path, message}) => `${path} ${message}`) : [];
};

test('the bundled profile is valid', () => {
	expect(issuesOf(bundledProfile)).toEqual([]);
});

test('data/profile.schema.json is what the schema says: if not, run "npm run check -- --write"', async () => {
	expect(await readFile(jsonSchemaFile, 'utf8')).toBe(jsonSchemaText());
});

describe('each issue is named by its path and its fix', () => {
	const set = (path: string, value: unknown) =>
		changed(profile => {
			const keys = path.split('.');
			const last = keys.pop() ?? '';
			const target = keys.reduce((at, key) => at[key] as Mutable, profile);
			(target as Record<string, unknown>)[last] = value;
		});

	test.each([
		[
			'a missing field',
			changed(profile => Reflect.deleteProperty(profile, 'name')),
			'name is missing: add it',
		],
		['an unknown field', set('nmae', 'x'), 'nmae is not a field of a profile'],
		['an unknown field inside', set('work.items.0.link', 'x'), 'work.items[0].link is not a field'],
		['a wrong type', set('focus.items', 'x'), 'focus.items must be a list'],
		['an empty list', set('links.items', []), 'links.items must have at least one'],
		['an empty text', set('name', ''), 'name must not be empty'],
		[
			'an address',
			set('links.items.1.url', 'javascript:alert(1)'),
			'links.items[1].url must be a complete URL',
		],
		['a color', set('badges.items.0.color', 'blue'), 'badges.items[0].color must be a color'],
		['a login', set('stats.login', '../x'), 'stats.login must be a GitHub login'],
		['an escape sequence', set('name', 'a\u001B[31mb'), 'name must be visible text'],
		[
			'an escape sequence in rich text',
			set('introduction.0.1.strong', '\u009B31m'),
			'introduction[0][1].strong must be visible text',
		],
		['a line break', set('principles.motto', 'a\nb'), 'principles.motto must be visible text'],
		['a text that reads backwards', set('name', 'a\u202Eb'), 'name must be visible text'],
		['an isolate', set('name', 'a\u2066b'), 'name must be visible text'],
		['half a character', set('name', 'a\uD83Db'), 'name must be visible text'],
		['a text that is not seen', set('name', ' \u200B'), 'name must be visible text'],
		['a text that never ends', set('name', 'x'.repeat(3000)), 'name must be at most 2000'],
		[
			'a list that never ends',
			set('now.items', Array(300).fill('x')),
			'now.items must have at most 200',
		],
		['no object at all', 'x', ' must be an object'],
	])('%s', (_name, value, issue) => {
		expect(issuesOf(value).join('\n')).toContain(issue);
	});
});

describe('a file', () => {
	const write = async (content: string | Buffer): Promise<string> => {
		const file = join(await mkdtemp(join(tmpdir(), 'profile-')), 'me.json');
		await writeFile(file, content);
		return file;
	};

	const errorOf = async (path: string): Promise<string> => {
		const error: unknown = await loadProfile(path).catch((error: unknown) => error);
		expect(error).toMatchObject({name: 'UserError'});
		const {message} = error as Error;
		expect(message).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
		return message;
	};

	test('of the same schema is read', async () => {
		const file = await write(JSON.stringify(bundledProfile));
		expect(await loadProfile(file)).toEqual(bundledProfile);
	});

	/* As Windows writes it: Notepad with a mark in front, PowerShell 5.1 in UTF-16. */
	const text = `\uFEFF${JSON.stringify(bundledProfile, null, '\t').replaceAll('\n', '\r\n')}`;
	test.each([
		['UTF-8 with a byte order mark', Buffer.from(text)],
		['UTF-16, little-endian', Buffer.from(text, 'utf16le')],
		['UTF-16, big-endian', Buffer.from(text, 'utf16le').swap16()],
	])('in %s is read', async (_name, content) => {
		expect(await loadProfile(await write(content))).toEqual(bundledProfile);
	});

	test.each([
		['broken JSON', '{"name": "x",\n  oops}', 'not valid JSON: see line 2, column 3'],
		['an end too early', '{"name": "x"', 'not valid JSON: unexpected end of file'],
		['a word that is none', '{"name":\n  x}', 'not valid JSON: see line 2, column 3'],
		['something else', 'root:x:0:0', 'not valid JSON: see line 1, column 1'],
		['escape sequences instead of JSON', '\u001B[31m\u001B]0;owned\u0007', 'not valid JSON: '],
		['2 MB', Buffer.alloc(2_000_000, ' '), 'larger than 1 MB'],
		['a wrong field', '{}', 'name is missing: add it; '],
	])('%s', async (_name, content, message) => {
		expect(await errorOf(await write(content))).toContain(message);
	});

	test('that is not there', async () => {
		expect(await errorOf('no/such/\u001B[31mfile.json')).toBe(
			'no/such/[31mfile.json: cannot be read: no such file: check the path',
		);
	});

	test('that is a folder', async () => {
		expect(await errorOf(tmpdir())).toContain('is a directory, expected a file');
	});

	test.runIf(existsSync('/dev/zero'))('that never ends', async () => {
		expect(await errorOf('/dev/zero')).toContain('larger than 1 MB');
	});
});
