import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {missingFacts} from '../facts.ts';
import {type Github, startGithub} from '../stats/github/server.ts';
import {keys} from '../support/mount.ts';
import {position} from '../support/position.ts';
import {start} from '../support/pty.ts';
import {buildOnWindows, environment, onWindows, prefix, program, run} from './wine.ts';

/* What a visitor on Windows does, on Node for Windows. */

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'windows-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const terminal = {WT_SESSION: '1'};

describe('prints', () => {
	test('text: every fact, in Unicode where the console shows it', async () => {
		const {stdout, stderr, status} = await run([], terminal);
		expect({stderr, status}).toEqual({stderr: '', status: 0});
		const text = stdout
			.split('\n')
			.map(line => line.trim().replace(/^(?:[▪→│]|\d\.) /, ''))
			.join(' ');
		expect(missingFacts(bundledProfile, text)).toEqual([]);
	});

	test('ASCII to the console of Windows 10', async () => {
		expect((await run(['work'])).stdout).toMatch(/^[\n -~]+$/);
	});

	test('JSON and a contact card', async () => {
		const {stdout} = await run(['json']);
		expect(JSON.parse(stdout)).toMatchObject({name: bundledProfile.name});
		expect((await run(['vcard'])).stdout).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
	});

	test('into a file', async () => {
		const file = join(folder, 'résumé.html');
		const args = ['about', 'html', '--output', onWindows(file)];
		expect(await run(args)).toEqual({stdout: '', stderr: '', status: 0});
		expect(await readFile(file, 'utf8')).toBe((await run(['about', 'html'])).stdout);
	});
});

test('reads a profile that PowerShell wrote', async () => {
	const file = join(folder, 'me.json');
	const profile = `\uFEFF${JSON.stringify({...bundledProfile, name: 'Grace Hopper'})}`;
	await writeFile(file, Buffer.from(profile, 'utf16le'));
	const {stdout, status} = await run(['--profile', onWindows(file)], terminal);
	expect({status, name: stdout.split('\n')[0]}).toEqual({status: 0, name: 'Grace Hopper'});
});

describe('mistakes are one line on stderr, and exit 2', () => {
	test.each([
		[['wrok'], 'unknown command "wrok"; did you mean "work"? Try "help"'],
		[
			['--profile', String.raw`C:\none.json`],
			String.raw`C:\none.json: cannot be read: no such file: check the path`,
		],
		[
			['--profile', String.raw`C:\windows`],
			String.raw`C:\windows: cannot be read: is a directory, expected a file`,
		],
		[
			['about', '--output', String.raw`C:\no\such\file`],
			String.raw`C:\no\such\file: cannot be written: part of its path does not exist: create it`,
		],
	])('%j', async (args, message) => {
		expect(await run(args)).toEqual({
			stdout: '',
			stderr: `techbyabrar: ${message}\n`,
			status: 2,
		});
	});
});

describe('statistics', () => {
	let github: Github;
	beforeAll(async () => {
		github = await startGithub();
	});
	afterAll(() => github.close());

	test('are asked for once and kept where Windows keeps such things', async () => {
		const addresses = {
			TECHBYABRAR_API_URL: github.baseUrls.api,
			TECHBYABRAR_WEB_URL: github.baseUrls.web,
			TECHBYABRAR_CARD_URL: `${github.url}/cards`,
		};
		const local = join(prefix, 'drive_c/users', userInfo().username, 'AppData/Local');
		await rm(join(local, 'techbyabrar'), {recursive: true, force: true});
		const args = ['stats', '--github', 'sample-user'];
		expect((await run(args, {...terminal, ...addresses})).stdout).toMatch(/^Stars +51 /m);
		expect(await readdir(join(local, 'techbyabrar/Cache'))).toEqual(['sample-user.json']);
		github.reset();
		expect((await run(args, {...terminal, ...addresses})).stdout).toMatch(/^Stars +51 /m);
		expect(github.requests).toEqual([]);
	});
});

test('the screen: keys, sections, and the console as it was', async () => {
	const session = start('wine', [...program, '--offline'], {
		environment: {...environment, ...terminal},
	});
	await session.until(position(1));
	session.send(keys.down);
	await session.until(position(2));
	session.send('3');
	await session.until('Separation of concerns');
	await session.until(position(3));
	session.send('q');
	await session.until('Come again', 30_000);
	expect(await session.exit).toMatchObject({exitCode: 0});
});

test('builds the bundle that other systems build', async () => {
	const read = async () => {
		const names = await readdir('dist', {recursive: true});
		const files = names.filter(name => /^(?:cli\.js|THIRD|chunks\/)/.test(name)).sort();
		return Promise.all(files.map(async name => [name, await readFile(join('dist', name), 'utf8')]));
	};
	const before = await read();
	await rm('dist/cli.js');
	expect(await buildOnWindows()).toEqual({stdout: '', stderr: '', status: 0});
	expect(await read()).toEqual(before);
});
