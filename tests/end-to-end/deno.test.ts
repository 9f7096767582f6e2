import {execFile, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {beforeAll, expect, test} from 'vitest';
import {bundle} from '../support/pty.ts';

/* Deno asks for permissions that Node does not. It comes from npm, and stays in the project's own cache. */

const folder = fileURLToPath(new URL('../../.cache/deno', import.meta.url));
const deno = `${folder}/node_modules/deno/bin.cjs`;

beforeAll(async () => {
	if (!existsSync(deno)) {
		await mkdir(folder, {recursive: true});
		await writeFile(`${folder}/package.json`, '{"private": true}');
		await promisify(execFile)('npm', ['install', '--no-save', '--prefix', folder, 'deno@2'], {
			shell: process.platform === 'win32',
		});
	}
});

const run = (permissions: readonly string[], ...words: readonly string[]) =>
	spawnSync(process.execPath, [deno, 'run', '--no-prompt', ...permissions, bundle, ...words], {
		encoding: 'utf8',
		timeout: 120_000,
	});

test.each([
	[[], 'sys'],
	[['--allow-sys'], 'env'],
])('with %j the missing permission is named', (permissions, missing) => {
	const {status, stdout, stderr} = run(permissions, 'text');
	expect({status, stdout}).toEqual({status: 1, stdout: ''});
	expect(stderr).toMatch(
		new RegExp(`^techbyabrar: Deno denied .*--allow-${missing}.*, or -A to allow everything\\n$`),
	);
});

test('without the network there are no statistics, and no blame on GitHub', () => {
	const {status, stdout, stderr} = run(
		['--allow-env', '--allow-sys', '--allow-read'],
		'stats',
		'--no-cache',
	);
	expect(status).toBe(0);
	expect(stderr).toContain('offline');
	expect(stdout + stderr).not.toContain('GitHub is down');
});

test('with every permission it prints the résumé', () => {
	const {status, stdout, stderr} = run(['-A'], 'work', 'markdown');
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	expect(stdout).toContain('backend-api-starter');
});
