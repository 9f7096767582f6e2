import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {version} from '../../package.json' with {type: 'json'};
import {releaseNotes} from '../../source/build/check-release.ts';

const changelog = `# Changelog

## Unreleased

- Not yet.

## 1.10.0 (2026-12-01)

- Faster.

### Fixed

- A crash.

## 1.1.0

- Better.

## 1.0.0
`;

describe('a release', () => {
	it('is described by its entry in the changelog', () => {
		expect(releaseNotes({tag: 'v1.10.0', version: '1.10.0', changelog})).toBe(
			'- Faster.\n\n### Fixed\n\n- A crash.',
		);
		expect(releaseNotes({tag: 'v1.1.0', version: '1.1.0', changelog})).toBe('- Better.');
	});

	it('reads a changelog with Windows line ends', () => {
		const windows = changelog.replaceAll('\n', '\r\n');
		expect(releaseNotes({tag: 'v1.1.0', version: '1.1.0', changelog: windows})).toBe('- Better.');
	});

	it.each([
		['v1.1.0', '1.10.0', /^tag "v1\.1\.0" does not match version 1\.10\.0 in package\.json/],
		['1.1.0', '1.1.0', /^tag "1\.1\.0" does not match version 1\.1\.0/],
		['v1.1', '1.1', /has no entry for 1\.1: add "## 1\.1"$/],
		['v2.0.0', '2.0.0', /has no entry for 2\.0\.0/],
		['v1.0.0', '1.0.0', /"## 1\.0\.0" is empty/],
	])('is refused as %s of version %s', (tag, version, message) => {
		expect(() => releaseNotes({tag, version, changelog})).toThrow(message);
	});
});

describe('npm run check-release', () => {
	const run = (...tags: readonly string[]) =>
		spawnSync(
			process.execPath,
			[fileURLToPath(new URL('../../source/build/check-release.ts', import.meta.url)), ...tags],
			{encoding: 'utf8'},
		);

	it('prints the release notes of this version', () => {
		const {status, stdout, stderr} = run(`v${version}`);
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		expect(stdout).toMatch(/^\S/);
	});

	it.each([
		[['v0.0.1'], /^check-release: tag "v0\.0\.1" does not match/],
		[[], /name a tag/],
	])('fails in one line for %j', (tags, message) => {
		const {status, stdout, stderr} = run(...tags);
		expect({status, stdout}).toEqual({status: 1, stdout: ''});
		expect(stderr).toMatch(message);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});
});
