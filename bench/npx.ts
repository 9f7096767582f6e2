import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {npm} from '../tests/support/npm.ts';
import {peer} from './peer.ts';
import {type Package, startRegistry} from './registry.ts';
import type {Part, Result} from './result.ts';
import {interleave} from './samples.ts';
import {frameEnd, timesToOutput} from './time-to-output.ts';

const rounds = {cold: 10, warm: 20, peerCold: 3} as const;

const root = fileURLToPath(new URL('..', import.meta.url));

type Packed = {
	readonly filename: string;
	readonly size: number;
	readonly files: readonly unknown[];
};

const pack = async (folder: string, into: string): Promise<Package & {packed: Packed}> => {
	const args = ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', into];
	const [packed] = JSON.parse(await npm(args, into)) as readonly [Packed];
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	return {manifest, tarball: join(into, packed.filename), packed};
};

/* The least that npx can run. */
const makeOneFile = async (folder: string): Promise<string> => {
	await mkdir(folder);
	const manifest = {name: 'one-file', version: '1.0.0', bin: 'cli.cjs'};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(folder, 'cli.cjs'), "#!/usr/bin/env node\nconsole.log('ready');\n");
	return folder;
};

/* Of everything that npx installs for a package. */
const countInstalled = async (
	name: string,
	env: Readonly<Record<string, string>>,
	into: string,
) => {
	const folder = join(into, `installed-${name}`);
	await mkdir(folder);
	await writeFile(join(folder, 'package.json'), '{"private": true}');
	const options = Object.entries(env).map(
		([key, value]) => `--${key.slice('npm_config_'.length)}=${value}`,
	);
	await npm(['install', name, ...options], folder);
	const lock = JSON.parse(await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
	return Object.keys(lock.packages).length;
};

/** What npx adds to the program: the package, and the time until its first frame. */
export const measureNpx = async (): Promise<Part> => {
	const script = process.env.npm_execpath;
	if (script === undefined) {
		throw new Error('npm is not known: run this with npm run bench');
	}

	const folder = await mkdtemp(join(tmpdir(), 'resume-bench-npx-'));
	try {
		const ours = await pack(root, folder);
		const oneFile = await pack(await makeOneFile(join(folder, 'one-file')), folder);
		const registry = await startRegistry([ours, oneFile]);
		const local = {npm_config_registry: registry};
		const npx = (name: string, shows: string, env: Readonly<Record<string, string>> = {}) => {
			/* Each its own, so that none warms another's. */
			const npmCache = join(folder, `cache-${name.split('@')[0]}`);
			const all = {...env, npm_config_cache: npmCache, npm_config_update_notifier: 'false'};
			const warm = async () => {
				const command = [process.execPath, script, 'exec', '--yes', '--', name];
				const [time = Number.NaN] = await timesToOutput(command, [shows], {env: all});
				return time;
			};

			const cold = async () => {
				await rm(npmCache, {recursive: true, force: true});
				return warm();
			};
			return {warm, cold};
		};

		const least = npx('one-file', 'ready', local);
		const program = npx(ours.manifest.name, frameEnd, local);
		/* From the registry that npm is set to, with whatever network lies between. */
		const peerProgram = npx(`${peer.name}@${peer.version}`, peer.shows);
		const peerCold = await interleave({peer: peerProgram.cold}, rounds.peerCold);
		const cold = await interleave({least: least.cold, program: program.cold}, rounds.cold);
		const warm = await interleave(
			{least: least.warm, program: program.warm, peer: peerProgram.warm},
			rounds.warm,
		);
		const {name} = ours.manifest;
		const results: readonly Result[] = [
			{
				name: `${name}, packages`,
				unit: 'packages',
				samples: [await countInstalled(name, local, folder)],
				budget: 'package count',
			},
			{
				name: `${name}, files`,
				unit: 'files',
				samples: [ours.packed.files.length],
				budget: 'package files',
			},
			{
				name: `${name}, tarball`,
				unit: 'bytes',
				samples: [ours.packed.size],
				budget: 'package bytes',
			},
			{
				name: `${peer.title}, packages`,
				unit: 'packages',
				samples: [await countInstalled(`${peer.name}@${peer.version}`, {}, folder)],
			},
			{name: 'npx of one file, cold', unit: 'ms', samples: cold.least},
			{
				name: `npx ${name}, cold`,
				unit: 'ms',
				samples: cold.program,
				floor: {name: 'one file, cold', samples: cold.least},
				budget: 'npx cold',
			},
			{
				name: `npx ${peer.title}, cold, public registry`,
				unit: 'ms',
				samples: peerCold.peer,
				floor: {name: 'one file, cold', samples: cold.least},
			},
			{name: 'npx of one file, warm', unit: 'ms', samples: warm.least},
			{
				name: `npx ${name}, warm`,
				unit: 'ms',
				samples: warm.program,
				floor: {name: 'one file, warm', samples: warm.least},
				budget: 'npx warm',
			},
			{
				name: `npx ${peer.title}, warm`,
				unit: 'ms',
				samples: warm.peer,
				floor: {name: 'one file, warm', samples: warm.least},
			},
		];
		return {
			title: 'npx',
			method: `From \`npx\` to the first frame, from a registry on this machine; one file: a package that prints one line, which is npm's own time. Cold: with an empty npm cache (${rounds.cold} runs; ${peer.name}: ${rounds.peerCold}, from the registry npm is set to). Warm: ${rounds.warm} runs.`,
			results,
		};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
