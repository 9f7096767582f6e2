import {spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {keys} from '../support/mount.ts';
import {position} from '../support/position.ts';
import {bundle, start} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/* Visitors have all of these. */
describe.each([20, 22, 24, 26] as const)('Node %i', major => {
	test('shows the screen, prints, and parses words', {tags: `node-${major}`}, async () => {
		const node = nodeOf(major);
		const session = start(node, [bundle]);
		await session.until(position(1));
		session.send(keys.down + keys.down + keys.enter);
		await session.until('❯ Software Engineering Principles');
		session.send('q');
		await session.until('Come again');
		expect(await session.exit).toMatchObject({exitCode: 0});
		const {stdout, stderr} = spawnSync(node, [bundle, 'work', 'markdown'], {encoding: 'utf8'});
		expect(stderr).toBe('');
		expect(stdout).toContain('backend-api-starter');
	});
});

describe.each([12, 18] as const)('Node %i', major => {
	test('says which version it needs', {tags: `node-${major}`}, () => {
		const {stdout, stderr, status} = spawnSync(nodeOf(major), [bundle], {encoding: 'utf8'});
		expect({stdout, status}).toEqual({stdout: '', status: 1});
		expect(stderr).toMatch(
			/^techbyabrar needs Node\.js 20 or later, and this is v\d+\.\d+\.\d+: .+\n$/,
		);
	});
});
