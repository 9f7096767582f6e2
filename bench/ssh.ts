/*
`npm run ssh:bench`: what a visitor of the SSH door waits for, and what one costs, over loopback,
with the load on the same processors. Ends with 1 if a goal is missed.
*/
import {readFile} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import {percentile, startBystander} from '../tests/ssh/attacks/bystander.ts';
import {setup} from '../tests/ssh/build.ts';
import {sshScreen} from '../tests/ssh/client.ts';
import {attempt} from '../tests/ssh/raw-client.ts';
import {type Server, startServer, until} from '../tests/ssh/server.ts';

const mebibyte = 1024 * 1024;
let missed = 0;

const report = (what: string, value: number, unit: string, most: number) => {
	const isMet = value <= most;
	missed += isMet ? 0 : 1;
	console.log(
		`${isMet ? 'ok    ' : 'MISSED'}  ${what.padEnd(52)} ${value.toFixed(2).padStart(9)} ${unit}  (at most ${most})`,
	);
};

/* What limits visitors is not what is measured. */
const open = {
	connections: 100_000,
	'connections-per-address': 100_000,
	'connections-unauthenticated': 10_000,
	'connection-rate': 100_000,
};

const processes = async (server: Server) => [server.process.pid ?? 0, ...(await server.workers())];

const each = async (server: Server, read: (pid: number) => Promise<number>) =>
	Promise.all((await processes(server)).map(read));

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Resident memory of the primary and of each worker. */
const memory = (server: Server) =>
	each(server, async pid => {
		const status = await readFile(`/proc/${pid}/status`, 'utf8');
		return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / mebibyte;
	});

/** Seconds of processor time so far. */
const processor = async (server: Server) =>
	sum(
		await each(server, async pid => {
			const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
			return (Number(fields[11]) + Number(fields[12])) / 100;
		}),
	);

const firstFrame = async () => {
	const server = await startServer(open);
	const times: number[] = [];
	for (let run = 0; run < 25; run++) {
		const begun = performance.now();
		const screen = sshScreen(server);
		await until(() => screen.bytes().includes('\u001B[?2026l'));
		times.push(performance.now() - begun);
		screen.press('q');
		await screen.exit();
	}

	await server.stop();
	report('OpenSSH’s start to the first frame, p50', percentile(times, 0.5), 'ms', 60);
};

const keys = async (readers: number, most: number) => {
	const server = await startServer(open);
	const bystanders = [];
	for (let index = 0; index < readers; index++) {
		bystanders.push(startBystander(server, {interval: 1000, columns: 100, rows: 30}));
		await pause(20);
	}

	const running = await Promise.all(bystanders);
	const before = running.map(({latencies}) => latencies.length);
	const begun = performance.now();
	const spent = await processor(server);
	await pause(15_000);
	const latencies = running.flatMap((reader, index) => reader.latencies.slice(before[index]));
	const share = ((await processor(server)) - spent) / ((performance.now() - begun) / 1000);
	await Promise.all(running.map(({stop}) => stop()));
	await server.stop();
	const what = `key to frame, ${readers} readers, a key a second each`;
	console.log(
		`        ${what}: p50 ${percentile(latencies, 0.5).toFixed(1)} ms, ${latencies.length} keys, ${(share * 100).toFixed(0)} % of a processor`,
	);
	report(`${what}, p99`, percentile(latencies, 0.99), 'ms', most);
};

const idle = async () => {
	const server = await startServer(open);
	/* What the first visitors load is there once. */
	const first = await Promise.all([1, 2, 3, 4].map(() => startBystander(server, {interval: 1e9})));
	await pause(2000);
	const before = sum(await memory(server));
	const readers = [];
	for (let index = 0; index < 200; index++) {
		readers.push(await startIdle(server));
	}

	await pause(5000);
	report(
		'memory of an idle session, at 200',
		(sum(await memory(server)) - before) / 200,
		'MiB',
		0.5,
	);
	const spent = await processor(server);
	await pause(10_000);
	report('processor, 200 idle sessions', ((await processor(server)) - spent) * 10, '%', 1);
	for (const {end} of readers) {
		end();
	}

	void first;
	await server.stop();
};

const startIdle = async (server: Server) => {
	const stop = new AbortController();
	stop.abort();
	const reader = await startBystander(server, {signal: stop.signal, wait: 0});
	return {end: () => void reader.stop()};
};

const churn = async () => {
	const server = await startServer(open);
	const visit = async () => {
		const {accepted} = await attempt(server, {exec: '', term: 'xterm-256color', keys: 'q'});
		if (!accepted) {
			throw new Error('a visitor was not let in');
		}
	};

	const rounds: (readonly number[])[] = [];
	for (let round = 0; round < 6; round++) {
		for (let batch = 0; batch < 40; batch++) {
			await Promise.all(Array.from({length: 10}, visit));
		}

		/* V8 gives free pages back when it is calm. */
		await pause(4000);
		rounds.push(await memory(server));
	}

	const [, warm = [], , , , last = []] = rounds;
	for (const [index, name] of ['primary', 'worker', 'worker'].entries()) {
		const course = rounds.map(values => values[index]?.toFixed(0)).join(', ');
		console.log(`        memory of the ${name} after each 400 of 2,400 sessions: ${course} MiB`);
	}

	report('growth of all three over the last 1,600 of 2,400', sum(last) - sum(warm), 'MiB', 15);
	await server.stop();
};

await setup();
const parts: Readonly<Record<string, () => Promise<void>>> = {
	first: firstFrame,
	fifty: () => keys(50, 25),
	'two-hundred': () => keys(200, 100),
	idle,
	churn,
};
const chosen = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
	if (chosen.length === 0 || chosen.includes(name)) {
		await part();
	}
}

process.exit(missed === 0 ? 0 : 1);
