/*
`npm run bench`: what a visitor waits for and what travels to them, measured on the built
bundle in a real pty. Times are compared with `node -e 0` in the same run, since ratios travel
better than milliseconds. Exits with 1 if a budget is exceeded.
*/
import {fileURLToPath} from 'node:url';
import {spawn} from 'node-pty';

const rounds = 20;
const bundle = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const environment = {...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor'};

const start = (args: readonly string[]) =>
	spawn(process.execPath, [...args], {cols: 80, rows: 24, env: environment});

const timeToExit = async (args: readonly string[]): Promise<number> => {
	const started = performance.now();
	const child = start(args);
	return new Promise(resolve => {
		child.onExit(() => resolve(performance.now() - started));
	});
};

/* The frame is written as one; its last row is the footer. */
const timeToFrame = async (args: readonly string[]): Promise<number> => {
	const started = performance.now();
	const child = start(args);
	return new Promise((resolve, reject) => {
		let seen = '';
		child.onData(data => {
			seen += data;
			if (seen.includes('1/8')) {
				resolve(performance.now() - started);
				child.kill();
			}
		});
		child.onExit(() => reject(new Error(`no frame came: ${seen.slice(0, 200)}`)));
	});
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

const base: number[] = [];
const frame: number[] = [];
for (let round = 0; round < rounds; round++) {
	base.push(await timeToExit(['-e', '0']));
	frame.push(await timeToFrame([bundle]));
}

const results = [
	{
		name: `first frame after "node -e 0" (${median(base).toFixed(0)} ms), Node ${process.versions.node}`,
		value: median(frame) - median(base),
		budget: 85,
		unit: 'ms',
	},
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
	console.log(`${name}: ${value.toFixed(0)} ${unit}, ${verdict} the budget of ${budget}`);
	if (value > budget) {
		process.exitCode = 1;
	}
}

process.exit();
