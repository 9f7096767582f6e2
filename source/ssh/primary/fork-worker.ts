import cluster, {type Worker} from 'node:cluster';
import {dirname} from 'node:path';

/*
No token, no key, no path: a variable that is undefined is not passed on. With an arena of its own
for each thread, glibc would keep what a thread once needed for compiling, 10 MiB and more.
*/
const environment = () => ({
	...Object.fromEntries(Object.keys(process.env).map(name => [name, undefined])),
	MALLOC_ARENA_MAX: '1',
});

/** @param program - What workers run; they may read the folder that it is in and nothing else. */
export const prepareWorkers = (program: string): void =>
	cluster.setupPrimary({
		exec: program,
		execArgv: [
			/* Garbage is collected earlier than Node would on a large machine: half the memory. */
			'--max-semi-space-size=4',
			'--max-old-space-size=384',
			/* And what a rush took is given back one calm second later, rather than eight. */
			'--gc-memory-reducer-start-delay-ms=1000',
			/* Compiling twice takes 8 to 20 MiB for 5 % of speed: TurboFan alone will do. */
			'--no-maglev',
			'--permission',
			`--allow-fs-read=${dirname(program)}`,
			'--disable-warning=SecurityWarning',
		],
		args: [],
	});

export const forkWorker = (): Worker => cluster.fork(environment());
