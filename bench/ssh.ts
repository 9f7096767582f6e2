import {setTimeout as pause} from 'node:timers/promises';
import {setup} from '../tests/ssh/build.ts';
import {sshOptions} from '../tests/ssh/client.ts';
import {isLinux, processorTime, residentMemory} from './processor.ts';
import type {Part, Result} from './result.ts';
import {interleave, median, percentile} from './samples.ts';
import {startCrowd} from './ssh-crowd.ts';
import {buildWish, type Contender, echo, ours} from './ssh-servers.ts';
import {timesToOutput} from './time-to-output.ts';

const crowds = [50, 200, 500] as const;
const rounds = 3;
const frames = 25;

/** How long keys are pressed, and how long sessions rest before, in milliseconds. */
const pressing = 10_000;
const resting = 4000;

/** Sessions of the test of memory: in each round as many, one visitor after another. */
const churn = {rounds: 6, visits: 400};

type Stay = {
	readonly latencies: readonly number[];
	readonly joinsPerSecond: number;
	readonly joinTime: number;
	readonly keyTime: number;
	readonly memory: number;
};

/* From an empty server to a full one, which rests and is then read. */
const stay = async (contender: Contender, visitors: number): Promise<Stay> => {
	const server = await contender.start();
	const crowd = startCrowd(server.port);
	try {
		/* What the first visitors load is there once. */
		await crowd.tell('visit', {visits: 16});
		await pause(resting / 2);
		const memory = await residentMemory(server.pids);
		const atFirst = await processorTime(server.pids);
		const {time} = await crowd.tell('join', {visitors});
		const joined = await processorTime(server.pids);
		await pause(resting);
		const idleMemory = await residentMemory(server.pids);
		const rested = await processorTime(server.pids);
		const {latencies} = await crowd.tell('press', {time: pressing});
		const pressed = await processorTime(server.pids);
		return {
			latencies,
			joinsPerSecond: visitors / (time / 1000),
			joinTime: (joined - atFirst) / visitors,
			keyTime: (pressed - rested) / latencies.length,
			memory: (idleMemory - memory) / visitors,
		};
	} finally {
		crowd.end();
		await server.stop();
	}
};

/* Budgets are for the program itself, at loads whose share in what a server does anyway is small. */
const stayResults = (
	contender: Contender,
	visitors: number,
	stays: readonly Stay[],
): readonly Result[] => {
	const isJudged = contender === ours && visitors >= 200;
	const row = (
		what: string,
		unit: Result['unit'],
		value: (stay: Stay) => number,
		budget?: string,
	): Result => ({
		name: `${visitors} visitors, ${contender.name}, ${what}`,
		unit,
		samples: stays.map(value),
		...(isJudged && budget && {budget}),
	});
	const p99 = ({latencies}: Stay) => percentile(latencies, 0.99);
	return [
		row('key to frame, p50', 'ms', ({latencies}) => median(latencies)),
		row('key to frame, p99', 'ms', p99, `SSH p99 at ${visitors} visitors`),
		row('processor per key', 'ms', ({keyTime}) => keyTime, 'SSH processor per key'),
		row('processor per join', 'ms', ({joinTime}) => joinTime, 'SSH processor per join'),
		row('joins', 'per second', ({joinsPerSecond}) => joinsPerSecond),
		row('memory per idle session', 'MiB', ({memory}) => memory, 'SSH memory per idle session'),
	];
};

const measureStays = async (contenders: readonly Contender[], visitors: number) => {
	const stays = new Map<Contender, Stay[]>(contenders.map(contender => [contender, []]));
	for (let round = 0; round < rounds; round++) {
		for (const contender of contenders) {
			stays.get(contender)?.push(await stay(contender, visitors));
		}
	}

	return contenders.flatMap(contender =>
		stayResults(contender, visitors, stays.get(contender) ?? []),
	);
};

const measureFirstFrame = async (contenders: readonly Contender[]): Promise<readonly Result[]> => {
	const servers = await Promise.all(contenders.map(({start}) => start()));
	try {
		const visits = contenders.map(({name, shows}, index) => {
			const destination = [...sshOptions(servers[index] ?? {port: 0}), '--', 'anyone@127.0.0.1'];
			const visit = async () => {
				const [time = Number.NaN] = await timesToOutput(['ssh', '-t', ...destination], [shows]);
				return time;
			};
			return [name, visit] as const;
		});
		const samples = await interleave(Object.fromEntries(visits), frames);
		const floor = {name: echo.name, samples: samples[echo.name] ?? []};
		return contenders.map((contender): Result => {
			const {name} = contender;
			return {
				name: `first frame with OpenSSH, ${name}`,
				unit: 'ms',
				samples: samples[name] ?? [],
				...(contender !== echo && {floor}),
				...(contender === ours && {budget: 'SSH first frame'}),
			};
		});
	} finally {
		await Promise.all(servers.map(({stop}) => stop()));
	}
};

/* Memory that each visitor left behind would show. */
const measureChurn = async (): Promise<Result> => {
	const server = await ours.start();
	const crowd = startCrowd(server.port);
	try {
		const course: number[] = [];
		for (let round = 0; round < churn.rounds; round++) {
			await crowd.tell('visit', {visits: churn.visits});
			/* V8 gives free pages back when it is calm. */
			await pause(resting);
			course.push(await residentMemory(server.pids));
		}

		const [, warm = Number.NaN] = course;
		return {
			name: `growth over the last ${(churn.rounds - 2) * churn.visits} of ${churn.rounds * churn.visits} sessions, after each ${churn.visits}: ${course.map(size => size.toFixed(0)).join(', ')} MiB`,
			unit: 'MiB',
			samples: [(course.at(-1) ?? Number.NaN) - warm],
			budget: 'SSH memory growth',
		};
	} finally {
		crowd.end();
		await server.stop();
	}
};

/** What a visitor of the SSH server waits for, and what each costs. */
export const measureSsh = async (): Promise<Part> => {
	const title = 'SSH';
	if (!isLinux) {
		return {title, method: 'Not measured.', results: [], absent: ['the server runs on Linux']};
	}

	await setup();
	const wish = await buildWish();
	const contenders = [echo, ours, ...('missing' in wish ? [] : [wish])];
	const results: Result[] = [...(await measureFirstFrame(contenders))];
	for (const visitors of crowds) {
		results.push(...(await measureStays(contenders, visitors)));
	}

	results.push(await measureChurn());
	return {
		title,
		method: `Over loopback at 100x30, the visitors in a process of their own beside the server; ${rounds} rounds in turns, each on a fresh server; first frame: ${frames} runs at 80x24. A key a second each for ${pressing / 1000} s. ssh2 echo: sends back what is typed, the floor. Go: bench/wish/, the same sections and text.`,
		results,
		absent: 'missing' in wish ? [wish.missing] : [],
	};
};
