import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, openSync} from 'node:fs';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {describe, expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {textWidth} from '../../source/layout/width.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {missingFacts} from '../facts.ts';
import {bundle} from '../support/pty.ts';
import {unreachable} from '../support/unreachable.ts';

/* The built bundle without a terminal. */

/* Windows has no such locale; there, TERM says what the console can show. */
const environment = {
	PATH: process.env.PATH ?? '',
	LANG: 'C.UTF-8',
	TERM: 'xterm-256color',
	...unreachable,
};
const windows = process.platform === 'win32';

const run = (...args: readonly string[]) => {
	const {stdout, stderr, status} = spawnSync(process.execPath, [bundle, ...args], {
		encoding: 'utf8',
		env: environment,
	});
	return {stdout, stderr, status};
};

describe('plain text', () => {
	test('is the whole résumé: every fact, 80 columns, nothing but text', () => {
		const {stdout, stderr, status} = run();
		expect({stderr, status}).toEqual({stderr: '', status: 0});
		expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
		const lines = stdout.split('\n');
		expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80);
		const text = lines.map(line => line.trim().replace(/^(?:[▪→│]|\d\.) /, '')).join(' ');
		expect(missingFacts(bundledProfile, text)).toEqual([]);
	});

	test('takes a width', () => {
		const {stdout} = run('--width', '40');
		expect(Math.max(...stdout.split('\n').map(textWidth))).toBeLessThanOrEqual(40);
	});

	test.skipIf(windows)('is ASCII where the locale is', () => {
		const {stdout} = spawnSync(process.execPath, [bundle], {
			encoding: 'utf8',
			env: {...environment, LC_ALL: 'C'},
		});
		expect(stdout).toMatch(/^[\n -~]+$/);
		expect(run('--ascii').stdout).toBe(stdout);
	});

	test('is ASCII where it is asked for', () => {
		expect(run('--ascii').stdout).toMatch(/^[\n -~]+$/);
	});

	test('of one section, and of one entry', () => {
		expect(run('work').stdout).toMatch(/^Selected Work\n\nbackend-api-starter\n/);
		expect(run('work', '2').stdout).toContain('fastapi-services');
		expect(run('work', '2').stdout).not.toContain('backend-api-starter');
	});

	test('a reader that has seen enough ends it quietly', async () => {
		const child = spawn(process.execPath, [bundle, 'html'], {env: environment});
		child.stdout.destroy();
		const exited = once(child, 'exit');
		expect(await text(child.stderr)).toBe('');
		await exited;
		expect(child.exitCode).toBe(0);
	});
});

describe('formats', () => {
	test.each([
		['text', /^Abraham Abrar\n/],
		['markdown', /^# /],
		['json', /^\{/],
		['json-resume', /"\$schema"/],
		['html', /^<!doctype html>/i],
		['vcard', /^BEGIN:VCARD\r\n/],
	])('%s', (format, beginning) => {
		const {stdout, stderr, status} = run(format);
		expect({stderr, status}).toEqual({stderr: '', status: 0});
		expect(stdout).toMatch(beginning);
		expect(run('work', format).status).toBe(0);
	});
});

describe('mistakes are one line on stderr, and exit 2', () => {
	test.each([
		[['wrok'], 'techbyabrar: unknown command "wrok"; did you mean "work"? Try "help"\n'],
		[['--colour'], 'techbyabrar: unknown flag "--colour"; did you mean "--color"? Try "--help"\n'],
		[['--width', 'wide'], 'techbyabrar: --width takes a whole number from 20 to 500: --width 72\n'],
		[['--width'], 'techbyabrar: --width takes a whole number from 20 to 500: --width 72\n'],
		[['--no-profile'], 'techbyabrar: --profile takes a file: --profile me.json\n'],
		[['-x'], 'techbyabrar: unknown flag "-x". Try "--help"\n'],
		[['--profile'], 'techbyabrar: --profile takes a file: --profile me.json\n'],
		[['json', '--output'], 'techbyabrar: --output takes a file: --output resume.txt\n'],
		[['work', '9'], 'techbyabrar: "work" has entries 1 to 4: choose one of them\n'],
		[
			['--profile', 'none.json'],
			'techbyabrar: none.json: cannot be read: no such file: check the path\n',
		],
	])('%j', (args, message) => {
		expect(run(...args)).toEqual({stdout: '', stderr: message, status: 2});
	});
});

test('another profile is shown, and a hostile one refused', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'profile-'));
	const good = join(folder, 'good.json');
	await writeFile(good, JSON.stringify({...bundledProfile, name: 'Grace Hopper'}));
	expect(run('--profile', good).stdout).toMatch(/^Grace Hopper\n/);
	const bad = join(folder, 'bad.json');
	await writeFile(bad, JSON.stringify({...bundledProfile, name: '\u001B]0;owned\u0007'}));
	const {stdout, stderr, status} = run('--profile', bad);
	expect({stdout, status}).toEqual({stdout: '', status: 2});
	expect(stderr).toMatch(
		/^techbyabrar: [^\u0000-\u001F]*bad\.json: name must be visible text [^\u0000-\u001F]*\n$/,
	);
});

test('a flag given twice: the last one counts', () => {
	expect(run('--width', '30', '--width', '40', 'about')).toEqual(run('about', '--width', '40'));
});

/* Only Linux has a disk that is always full. */
test.runIf(existsSync('/dev/full'))('a disk that is full is an error', () => {
	const {stderr, status} = spawnSync(process.execPath, [bundle, 'about'], {
		encoding: 'utf8',
		env: environment,
		stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
	});
	expect(status).toBe(1);
	expect(stderr).toMatch(/^techbyabrar: cannot write: .*ENOSPC.*\n$/);
});

describe('--output', () => {
	test.each([['json'], ['html'], ['vcard'], ['text'], ['markdown']])(
		'writes %s into a file, as UTF-8, and prints nothing',
		async format => {
			const file = join(await mkdtemp(join(tmpdir(), 'output-')), 'résumé');
			expect(run('focus', format, '--output', file)).toEqual({stdout: '', stderr: '', status: 0});
			expect(await readFile(file, 'utf8')).toBe(run('focus', format).stdout);
		},
	);

	test('writes text where nothing else is asked for, whatever the terminal shows', async () => {
		const file = join(await mkdtemp(join(tmpdir(), 'output-')), 'resume.txt');
		await writeFile(file, 'what was there before\n'.repeat(1000));
		const {status} = spawnSync(process.execPath, [bundle, '--output', file], {
			env: {...environment, LC_ALL: 'C', TERM: 'linux'},
		});
		expect(status).toBe(0);
		expect(await readFile(file, 'utf8')).toBe(run().stdout);
		run('--output', file, '--ascii');
		expect(await readFile(file, 'utf8')).toBe(run('--ascii').stdout);
	});

	test.each([
		[['--output', join('no', 'such', 'file')], 'part of its path does not exist: create it'],
		[['--output', tmpdir()], 'it is a directory: name a file'],
	])('that cannot be written is one line: %j', (args, reason) => {
		expect(run('focus', ...args)).toEqual({
			stdout: '',
			stderr: `techbyabrar: ${args[1]}: cannot be written: ${reason}\n`,
			status: 2,
		});
	});

	test.runIf(existsSync('/dev/full'))('that does not fit is one line', () => {
		const {stderr, status} = run('focus', '--output', '/dev/full');
		expect({stderr, status}).toEqual({
			stderr: 'techbyabrar: /dev/full: cannot be written: the disk is full\n',
			status: 2,
		});
	});
});

test('help and version', () => {
	expect(run('--version').stdout).toBe(`${manifest.version}\n`);
	expect(run('help').stdout).toBe(run('--help').stdout);
	expect(run('help').stdout).toContain('json-resume');
});
