import {readdir, readFile} from 'node:fs/promises';
import {sum} from './samples.ts';

/* What Linux says of processes: of each, with all its threads. */

export const isLinux = process.platform === 'linux';

const threadTime = async (path: string): Promise<number> => {
	/* A thread may end in between. */
	const text = await readFile(`${path}/schedstat`, 'utf8').catch(() => '0');
	return Number(text.split(' ')[0]) / 1e6;
};

/** Milliseconds of processor time that processes have used so far. */
export const processorTime = async (pids: readonly number[]): Promise<number> => {
	const times = await Promise.all(
		pids.map(async pid => {
			const threads = await readdir(`/proc/${pid}/task`);
			return sum(
				await Promise.all(threads.map(thread => threadTime(`/proc/${pid}/task/${thread}`))),
			);
		}),
	);
	return sum(times);
};

/** Resident memory of processes, in MiB. */
export const residentMemory = async (pids: readonly number[]): Promise<number> => {
	const sizes = await Promise.all(
		pids.map(async pid => {
			const status = await readFile(`/proc/${pid}/status`, 'utf8');
			return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
		}),
	);
	return sum(sizes);
};
