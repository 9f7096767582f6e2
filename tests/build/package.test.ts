import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a visitor downloads at most, compressed, in bytes. */
const largest = 230_000;

type Packed = {readonly size: number; readonly files: readonly {readonly path: string}[]};

const pack = (): Packed => {
	const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const result = JSON.parse(json);
	return (Array.isArray(result) ? result[0] : Object.values(result)[0]) as Packed;
};

test('the package is the bundle, its notices and nothing to install', () => {
	const {size, files} = pack();
	expect(size).toBeLessThanOrEqual(largest);
	const allowed =
		/^(?:dist\/(?:cli|main)\.js|dist\/chunks\/[\w-]+\.js|dist\/THIRD-PARTY-LICENSES\.txt|LICENSE|README\.md|package\.json)$/;
	expect(files.map(({path}) => path).filter(path => !allowed.test(path))).toEqual([]);
	expect(Object.keys(manifest)).not.toContain('dependencies');
});

test('the notices of what is bundled are shipped', () => {
	const notices = readFileSync(`${root}dist/THIRD-PARTY-LICENSES.txt`, 'utf8');
	for (const name of [
		'ink',
		'react',
		'yoga-layout',
		'meow',
		'chalk',
		'valibot',
		'ink-link',
		'ink-select-input',
	]) {
		expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
	}

	/* Inside meow. */
	expect(notices).toContain('Name: yargs-parser');
});
