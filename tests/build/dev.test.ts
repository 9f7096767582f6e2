import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {position} from '../support/position.ts';
import {start} from '../support/pty.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {name} = bundledProfile;

/* Builds take their time on a busy machine. */
const timeout = 120_000;

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'dev-'));
	for (const copied of ['source', 'data', 'package.json', 'tsconfig.json']) {
		await cp(join(root, copied), join(folder, copied), {recursive: true});
	}

	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rm(folder, {recursive: true, force: true, maxRetries: 3}));

test('npm run dev shows what was changed, waits while it is broken, and ends with the screen', async () => {
	const file = join(folder, 'data/profile.json');
	const profile = await readFile(file, 'utf8');
	const named = (other: string) => writeFile(file, profile.replaceAll(name, other));
	const session = start(process.execPath, [join(folder, 'source/build/dev.ts'), '--offline']);
	await session.until(name, timeout);
	await session.until(position(1), timeout);
	await named('Ada Example');
	await session.until('Ada Example', timeout);
	await writeFile(file, '{');
	await session.until('waiting for a change', timeout);
	expect(session.text()).toContain('profile.json');
	await named('Bea Example');
	await session.until('Bea Example', timeout);
	await session.until(position(1), timeout);
	session.send('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
}, 600_000);
