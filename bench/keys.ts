import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {isLinux, processorTime} from './processor.ts';
import type {Part, Result} from './result.ts';
import {sum} from './samples.ts';
import {writeScaledProfile} from './scaled-profile.ts';
import {bundle, frameEnd, inkReady, type Size, startInPty} from './time-to-output.ts';

const factors = [1, 10, 100] as const;
/* What 100x is held against: the least content of which a page fills about as many cells. */
const sizes = [
	{columns: 80, rows: 24, like: 1},
	{columns: 120, rows: 40, like: 10},
	{columns: 200, rows: 60, like: 10},
] as const;

/* The first walk is apart: it lays out each page. */
const rounds = 7;

/** Between two keys, in milliseconds: longer than Ink waits between two frames. */
const rest = 50;

/** Down the whole menu and up again: each key shows another page. */
const walk = [...'jjjjjjjkkkkkkk'];

/** For a frame, in milliseconds. */
const patience = 30_000;

type Reader = {
	readonly press: (keys: readonly string[]) => Promise<void>;
	/** Of each key since the last call: milliseconds until its frame, and bytes. */
	readonly take: () => {readonly latencies: readonly number[]; readonly bytes: number};
	readonly pid: number;
	readonly end: () => void;
};

const startReader = async (profile: string, size: Size): Promise<Reader> => {
	const command = [process.execPath, bundle, '--offline', '--profile', profile];
	const child = startInPty(command, size);
	let output = '';
	let bytes = 0;
	let check = () => {};
	child.onData(data => {
		output += data;
		bytes += Buffer.byteLength(data);
		check();
	});
	const wrote = (text: string) =>
		new Promise<void>((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new Error(`${JSON.stringify(text)} did not come: ${JSON.stringify(output)}`)),
				patience,
			);
			check = () => {
				const found = output.indexOf(text);
				if (found !== -1) {
					output = output.slice(found + text.length);
					check = () => {};
					clearTimeout(timer);
					resolve();
				}
			};
			check();
		});
	await wrote(frameEnd);
	await wrote(`\u001B[${size.rows}H`);
	await wrote(inkReady.at(-1) ?? '');
	await pause(500);
	let latencies: number[] = [];
	bytes = 0;
	return {
		pid: child.pid,
		press: async keys => {
			for (const key of keys) {
				output = '';
				const started = performance.now();
				child.write(key);
				await wrote(frameEnd);
				latencies.push(performance.now() - started);
				await pause(rest);
			}
		},
		take: () => {
			const taken = {latencies, bytes};
			latencies = [];
			bytes = 0;
			return taken;
		},
		end: () => child.kill('SIGKILL'),
	};
};

type Samples = {
	readonly latency: number[];
	/** Processor milliseconds of a key, and bytes, as means over each walk. */
	readonly cpu: number[];
	readonly bytes: number[];
	readonly firstCpu: number[];
};

const measureWalk = async (reader: Reader, into: Samples, isFirst: boolean) => {
	const before = isLinux ? await processorTime([reader.pid]) : Number.NaN;
	await reader.press(walk);
	const spent = isLinux ? (await processorTime([reader.pid])) - before : Number.NaN;
	const {latencies, bytes} = reader.take();
	if (isFirst) {
		into.firstCpu.push(spent / walk.length);
	} else {
		into.latency.push(...latencies);
		into.cpu.push(spent / walk.length);
		into.bytes.push(bytes / walk.length);
	}
};

const measureSize = async (
	size: (typeof sizes)[number],
	profiles: readonly string[],
): Promise<readonly Result[]> => {
	const readers: Reader[] = [];
	const samples = factors.map((): Samples => ({latency: [], cpu: [], bytes: [], firstCpu: []}));
	try {
		for (const profile of profiles) {
			readers.push(await startReader(profile, size));
		}

		for (let round = 0; round < rounds; round++) {
			for (const [index, reader] of readers.entries()) {
				await measureWalk(reader, samples[index] as Samples, round === 0);
			}
		}
	} finally {
		for (const {end} of readers) {
			end();
		}
	}

	const at = `${size.columns}x${size.rows}`;
	return factors.flatMap((factor, index): readonly Result[] => {
		const {latency, cpu, bytes, firstCpu} = samples[index] as Samples;
		const name = `${at}, ${factor}x content`;
		const held = {
			floor: {name: `${size.like}x`, samples: samples[factors.indexOf(size.like)]?.cpu ?? []},
			budget: 'key with 100x content',
		};
		const cpuResult = {name: `${name}, processor per key`, unit: 'ms', samples: cpu} as const;
		return [
			{name: `${name}, key to frame`, unit: 'ms', samples: latency},
			...(isLinux
				? [
						{...cpuResult, ...(factor === 100 && held)},
						{
							name: `${name}, processor per key, first visits`,
							unit: 'ms',
							samples: firstCpu,
						} as const,
					]
				: []),
			{
				name: `${name}, bytes per key`,
				unit: 'bytes',
				samples: bytes,
				...(factor === 1 && {budget: `bytes per key at ${at}`}),
			},
		];
	});
};

/** What a key costs on the screen of `npx`, in Ink. */
export const measureKeys = async (): Promise<Part> => {
	const folder = await mkdtemp(join(tmpdir(), 'resume-bench-keys-'));
	try {
		const profiles = factors.map(factor => join(folder, `${factor}.json`));
		for (const [index, factor] of factors.entries()) {
			await writeScaledProfile(factor, profiles[index] ?? '');
		}

		const results: Result[] = [];
		for (const size of sizes) {
			results.push(...(await measureSize(size, profiles)));
		}

		const keys = sum(sizes.map(() => (rounds - 1) * walk.length));
		return {
			title: 'Keys',
			method: `In a pty, down the menu and up again: each key shows another page. ${keys} keys for each content, ${rest} ms apart, the three in turns. 10x and 100x: every list that many times as long, up to the 200 entries that a profile allows; beyond that, longer entries. At larger sizes 1x leaves much of the page blank, so 100x is compared with 10x.`,
			results,
			absent: isLinux ? [] : ['processor time: it is read from /proc, on Linux'],
		};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
