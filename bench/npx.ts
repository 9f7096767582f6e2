import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {countInstalled, pack, packOneFile} from './pack.ts';
import {peer} from './peer.ts';
import {startRegistry} from './registry.ts';
import type {Part, Result} from './result.ts';
import {interleave} from './samples.ts';
import {frameEnd, timesToOutput} from './time-to-output.ts';

const rounds = {cold: 10, warm: 20, peerCold: 3} as const;

const root = fileURLToPath(new URL('..', import.meta.url));

/* Where npm finds its settings, but nothing that `npm run` says of this project. */
const npmEnvironment = (): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) =>
			value === undefined || /^(?:npm_|init_cwd$)/i.test(name) ? [] : [[name, value]],
		),
	);

/* `npx` of a package, with a cache of its own: none warms another's. */
const npx = (specifier: string, shows: string, npmCache: string, registry?: string) => {
	const command = [process.execPath, process.env.npm_execpath ?? '', 'exec', '--yes', '--'];
	const env = {
		...npmEnvironment(),
		TERM: 'xterm-256color',
		npm_config_cache: npmCache,
		npm_config_update_notifier: 'false',
		...(registry && {npm_config_registry: registry}),
	};
	const warm = async () => {
		const [time = Number.NaN] = await timesToOutput([...command, specifier], [shows], {env});
		return time;
	};
	const cold = async () => {
		await rm(npmCache, {recursive: true, force: true});
		return warm();
	};
	return {warm, cold};
};

/* The registry that npm is set to, and its network, may be out of reach. */
const measurePeerCold = async (cold: () => Promise<number>) => {
	try {
		return (await interleave({peer: cold}, rounds.peerCold)).peer;
	} catch {
		return undefined;
	}
};

const measureIn = async (folder: string): Promise<Part> => {
	const program = await pack(root, folder);
	const registry = await startRegistry([program, await packOneFile(folder)]);
	const {name} = program.manifest;
	const specifier = `${peer.name}@${peer.version}`;
	const cacheOf = (title: string) => join(folder, `cache-${title}`);
	const npxOneFile = npx('one-file', 'ready', cacheOf('one-file'), registry);
	const npxProgram = npx(name, frameEnd, cacheOf(name), registry);
	const npxPeer = npx(specifier, peer.shows, cacheOf(peer.name));
	const peerCold = await measurePeerCold(npxPeer.cold);
	const cold = await interleave({oneFile: npxOneFile.cold, program: npxProgram.cold}, rounds.cold);
	const warm = await interleave(
		{
			oneFile: npxOneFile.warm,
			program: npxProgram.warm,
			peer: peerCold && npxPeer.warm,
		},
		rounds.warm,
	);
	const count = (what: string, value: number, unit: Result['unit']): Result => ({
		name: `${name}, ${what}`,
		unit,
		samples: [value],
		budget: `package ${what}`,
	});
	const coldFloor = {name: 'one file', samples: cold.oneFile};
	const warmFloor = {name: 'one file', samples: warm.oneFile};
	const time = (title: string, samples: readonly number[] = [], more: Partial<Result> = {}) =>
		({name: title, unit: 'ms', samples, ...more}) as const;
	const peerResults = async (): Promise<readonly Result[]> => [
		{
			name: `${peer.title}, packages`,
			unit: 'packages',
			samples: [await countInstalled(specifier, folder)],
		},
		time(`npx ${specifier}, cold`, peerCold, {floor: coldFloor}),
		time(`npx ${specifier}, warm`, warm.peer, {floor: warmFloor}),
	];
	return {
		title: 'npx',
		method: `From \`npx\` to the first frame, with a registry on this machine. One file: a package that prints one line, which is npm’s own time. Cold: with an empty npm cache, ${rounds.cold} runs; warm: ${rounds.warm}. ${peer.name} comes from the registry that npm is set to, cold ${rounds.peerCold} times.`,
		results: [
			count('packages', await countInstalled(name, folder, [`--registry=${registry}`]), 'packages'),
			count('files', program.files, 'files'),
			count('bytes', program.bytes, 'bytes'),
			time('npx of one file, cold', cold.oneFile),
			time(`npx ${name}, cold`, cold.program, {floor: coldFloor, budget: 'npx cold'}),
			time('npx of one file, warm', warm.oneFile),
			time(`npx ${name}, warm`, warm.program, {floor: warmFloor, budget: 'npx warm'}),
			...(peerCold ? await peerResults() : []),
		],
		absent: peerCold ? [] : [`${peer.title}: npm could not get it`],
	};
};

/** What npx adds to the program: the package, and the time until its first frame. */
export const measureNpx = async (): Promise<Part> => {
	const folder = await mkdtemp(join(tmpdir(), 'resume-bench-npx-'));
	try {
		return await measureIn(folder);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
