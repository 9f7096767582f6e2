/*
`npm run bench`: what a visitor waits for and what travels to them, measured on the built
bundle in a real pty. Times are compared with `node -e 0` in the same run, since ratios travel
better than milliseconds, on two versions of Node, and with the best-known résumé of this kind, which is installed into a
cache for it. Exits with 1 if a budget is exceeded.
*/
import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import {nodeOf, tools} from '../tests/support/tools.ts';

const rounds = 20;
const bundle = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/* A GitHub that never answers: the hardest case for what should not wait for it. */
const silent = createServer(() => {});
await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;

const environment = {
	...process.env,
	TERM: 'xterm-256color',
	COLORTERM: 'truecolor',
	TECHBYABRAR_API_URL: silentUrl,
	TECHBYABRAR_WEB_URL: silentUrl,
	TECHBYABRAR_CARD_URL: silentUrl,
};

const start = (args: readonly string[], node = process.execPath) =>
	spawn(node, [...args], {cols: 80, rows: 24, env: environment});

const timeToExit = async (node: string, args: readonly string[]): Promise<number> => {
	const started = performance.now();
	const child = start(args, node);
	return new Promise(resolve => {
		child.onExit(() => resolve(performance.now() - started));
	});
};

/* The program that made the genre: a menu on Ink, not bundled. */
const peer = {name: 'sindresorhus', version: '3.0.2', shows: 'GitHub'};

const installPeer = (): string => {
	const folder = fileURLToPath(new URL('../.cache/peers/', import.meta.url));
	const entry = `${folder}node_modules/${peer.name}/dist/cli.js`;
	if (!existsSync(entry)) {
		mkdirSync(folder, {recursive: true});
		writeFileSync(`${folder}package.json`, '{"private": true}');
		const args = ['install', '--no-save', '--prefix', folder, `${peer.name}@${peer.version}`];
		execFileSync('npm', args, {stdio: 'ignore', shell: process.platform === 'win32'});
	}

	return entry;
};

/* A frame is written as one; the last row of ours is the footer. */
const timeToFrame = async (
	node: string,
	args: readonly string[],
	shows = '1/8',
): Promise<number> => {
	const started = performance.now();
	const child = start(args, node);
	return new Promise((resolve, reject) => {
		let seen = '';
		let time: number | undefined;
		child.onData(data => {
			seen += data;
			if (time === undefined && seen.includes(shows)) {
				time = performance.now() - started;
				child.kill();
			}
		});
		/* The next one starts when this one is gone, and has the machine to itself. */
		child.onExit(({exitCode}) =>
			time === undefined
				? reject(
						new Error(`no frame came, exit code ${exitCode}: ${args[0]}: ${seen.slice(0, 200)}`),
					)
				: resolve(time),
		);
	});
};

/* The same program without the code that asks for statistics, which it then goes without. */
const withoutStatistics = (): string => {
	const folder = fileURLToPath(new URL('../.cache/without-statistics/', import.meta.url));
	rmSync(folder, {recursive: true, force: true});
	cpSync(fileURLToPath(new URL('../dist/', import.meta.url)), folder, {recursive: true});
	const chunks = readdirSync(`${folder}chunks`).filter(name => /^node-\w+\.js$/.test(name));
	if (chunks.length !== 1) {
		throw new Error('the chunk of the statistics is not where it was: adapt bench/bench.ts');
	}

	rmSync(`${folder}chunks/${chunks[0]}`);
	writeFileSync(`${folder}package.json`, '{"type": "module"}');
	return `${folder}cli.js`;
};

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/* Bytes that the program writes after some keys, once it has come to rest. */
const bytesFor = async (before: string, key: string): Promise<number> => {
	const child = start([bundle]);
	let bytes = 0;
	child.onData(data => {
		bytes += Buffer.byteLength(data);
	});
	const rest = async () => {
		for (let last = -1; last !== bytes; ) {
			last = bytes;
			await new Promise(resolve => setTimeout(resolve, 150));
		}
	};

	await new Promise(resolve => setTimeout(resolve, 400));
	await rest();
	for (const character of before) {
		child.write(character);
		await rest();
	}

	const mark = bytes;
	child.write(key);
	await rest();
	const written = bytes - mark;
	child.kill();
	return written;
};

const peerEntry = installPeer();
const bareEntry = withoutStatistics();

/* An older Node takes longer itself, so the program is less beside it. */
const budgets = {'node-20': 3.8, 'node-24': 6.5} as const;

type Result = {
	readonly name: string;
	readonly value: number;
	readonly budget: number;
	readonly unit: string;
};

const measureFrames = async (tool: keyof typeof budgets): Promise<readonly Result[]> => {
	const {title, isThere} = tools[tool];
	if (!isThere()) {
		throw new Error(`${title} is missing: npm run provision`);
	}

	const node = nodeOf(Number(tool.slice('node-'.length)));
	const bareFrame: number[] = [];
	const base: number[] = [];
	const frame: number[] = [];
	const peerFrame: number[] = [];
	for (let round = 0; round < rounds; round++) {
		base.push(await timeToExit(node, ['-e', '0']));
		frame.push(await timeToFrame(node, [bundle]));
		bareFrame.push(await timeToFrame(node, [bareEntry]));
		peerFrame.push(await timeToFrame(node, [peerEntry], peer.shows));
	}

	const unit = `times "node -e 0" (${median(base).toFixed(0)} ms)`;
	const ratio = (values: readonly number[]) => median(values) / median(base);
	console.log(`${title}, ${peer.name} ${peer.version}: ${ratio(peerFrame).toFixed(1)} ${unit}`);
	return [
		{name: `${title}, first frame`, value: ratio(frame), budget: budgets[tool], unit},
		{
			name: `${title}, first frame, over the same without statistics`,
			value: ratio(frame) - ratio(bareFrame),
			budget: 0.4,
			unit,
		},
	];
};

const results: readonly Result[] = [
	...(await measureFrames('node-20')),
	...(await measureFrames('node-24')),
	{
		name: 'a key that changes two lines',
		value: await bytesFor('', '\t'),
		budget: 400,
		unit: 'bytes',
	},
	{
		name: 'a key that changes the whole page',
		value: await bytesFor('jj', 'j'),
		budget: 3000,
		unit: 'bytes',
	},
];
for (const {name, value, budget, unit} of results) {
	const verdict = value <= budget ? 'within' : 'OVER';
	const shown = unit === 'bytes' ? value.toFixed(0) : value.toFixed(2);
	console.log(`${name}: ${shown} ${unit}, ${verdict} the budget of ${budget}`);
	if (value > budget) {
		process.exitCode = 1;
	}
}

process.exit();
