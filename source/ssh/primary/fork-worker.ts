import cluster, {type Worker} from 'node:cluster';
import {dirname} from 'node:path';

/*
No token, key or path: variables that are undefined are not passed on. With an arena for each thread,
glibc would keep what a thread once needed for compiling, 10 MiB and more.
*/
const environment = () => ({
	...Object.fromEntries(Object.keys(process.env).map(name => [name, undefined])),
	MALLOC_ARENA_MAX: '1',
});

/** @param program - The file that workers run; they may read its folder and nothing else. */
export const prepareWorkers = (program: string): void =>
	cluster.setupPrimary({
		exec: program,
		execArgv: [
			/* Garbage is collected earlier than Node would on a large machine: half the memory. */
			'--max-semi-space-size=4',
			'--max-old-space-size=384',
			/* And memory is released after one idle second, rather than eight. */
			'--gc-memory-reducer-start-delay-ms=1000',
			/* A second compiler costs 8 to 20 MiB for 5 % of speed: TurboFan alone will do. */
			'--no-maglev',
			'--permission',
			`--allow-fs-read=${dirname(program)}`,
			'--disable-warning=SecurityWarning',
		],
		args: [],
	});

export const forkWorker = (): Worker => cluster.fork(environment());
