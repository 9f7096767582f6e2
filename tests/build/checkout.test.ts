import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const git = (...args: readonly string[]) => execFileSync('git', args, {encoding: 'utf8'});

test('a checkout has line feeds alone, as on Windows with core.autocrlf', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'checkout-'));
	git('clone', '--quiet', '--depth=1', '-c', 'core.autocrlf=true', `file://${root}`, folder);
	const others = git('-C', folder, 'ls-files', '--eol')
		.split('\n')
		.filter(line => /\sw\/(?:crlf|mixed)\s/.test(line));
	expect(others).toEqual([]);
	await rm(folder, {recursive: true, force: true});
});
