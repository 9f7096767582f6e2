import cluster, {type Worker} from 'node:cluster';
import type {Socket} from 'node:net';
import type {Log} from '../../server/log.ts';
import {createWatchdog, heartbeatInterval} from '../../server/watchdog.ts';
import type {PrimaryMessage, Program, WorkerMessage} from '../messages.ts';
import type {Metrics} from './metrics.ts';

type Arrival = PrimaryMessage & {readonly kind: 'connection'};

type Member = {
	readonly worker: Worker;
	/** Connections that it has, by number. */
	readonly connections: Set<number>;
	/** Those of them that it was sent and has not taken yet: they are still open here, too. */
	readonly untaken: Map<number, readonly [Arrival, Socket]>;
	/** Sessions that it has, by what they are about. */
	readonly sessions: Map<Program, number>;
	memory: number;
	ready: boolean;
};

export type WorkerPoolOptions = {
	readonly size: number;
	/** A file that workers run; they may read its folder and nothing else. */
	readonly program: string;
	readonly folder: string;
	/** What a new worker is told first. */
	readonly start: () => PrimaryMessage;
	readonly onMessage: (message: WorkerMessage) => void;
	/** A connection is gone because its worker is. */
	readonly onLost: (connection: number) => void;
	readonly log: Log;
	readonly metrics: Metrics;
};

/** A worker that ends at once is not started again at once: 0.2 s, then longer, up to 5 s. */
const shortestPause = 200;
const longestPause = 5000;

/*
No token, no key, no path: a variable that is undefined is not passed on. With an arena of its own
for each thread, glibc would keep what a thread once needed for compiling, 10 MiB and more.
*/
const workerEnvironment = () => ({
	...Object.fromEntries(Object.keys(process.env).map(name => [name, undefined])),
	MALLOC_ARENA_MAX: '1',
});

export const createWorkerPool = (options: WorkerPoolOptions) => {
	const {log, metrics} = options;
	const members = new Map<number, Member>();
	const watchdog = createWatchdog();
	let pause = shortestPause;
	let draining = false;

	cluster.setupPrimary({
		exec: options.program,
		execArgv: [
			/* Garbage is collected earlier than Node would on a large machine: half the memory. */
			'--max-semi-space-size=4',
			'--max-old-space-size=384',
			/* And what a rush took is given back one calm second later, rather than eight. */
			'--gc-memory-reducer-start-delay-ms=1000',
			/* Compiling twice takes 8 to 20 MiB for 5 % of speed: TurboFan alone will do. */
			'--no-maglev',
			'--permission',
			`--allow-fs-read=${options.folder}`,
			'--disable-warning=SecurityWarning',
		],
		args: [],
	});

	const fork = () => {
		const worker = cluster.fork(workerEnvironment());
		const member: Member = {
			worker,
			connections: new Set(),
			untaken: new Map(),
			sessions: new Map(),
			memory: 0,
			ready: false,
		};
		const forkedAt = Date.now();
		members.set(worker.id, member);
		watchdog.started(worker.id);
		worker.send(options.start());
		worker.on('message', (message: WorkerMessage) => receive(member, message));
		worker.on('error', error =>
			log.warn({worker: worker.id, message: error.message}, 'worker-error'),
		);
		worker.on('exit', (code, signal) => {
			members.delete(worker.id);
			watchdog.ended(worker.id);
			for (const connection of member.connections) {
				if (!member.untaken.has(connection)) {
					options.onLost(connection);
				}
			}

			/* It has not read a byte of these: another worker can. */
			for (const [arrival, socket] of member.untaken.values()) {
				if (!serve(arrival, socket)) {
					socket.destroy();
					options.onLost(arrival.connection);
				}
			}

			for (const [program, count] of member.sessions) {
				metrics.gone(program, count);
			}

			if (draining) {
				return;
			}

			metrics.replaced('ended');
			log.error({worker: worker.id, code, signal, lost: member.connections.size}, 'worker-ended');
			pause = Date.now() - forkedAt > 30_000 ? shortestPause : Math.min(longestPause, pause * 2);
			setTimeout(() => {
				if (!draining) {
					fork();
				}
			}, pause);
		});
	};

	const receive = (member: Member, message: WorkerMessage) => {
		watchdog.heard(member.worker.id);
		switch (message.kind) {
			case 'heartbeat':
				member.memory = message.memory;
				member.ready = true;
				break;
			case 'taken':
				/* Closes only this process's hold on it. */
				member.untaken.get(message.connection)?.[1].destroy();
				member.untaken.delete(message.connection);
				break;
			case 'closed':
				member.connections.delete(message.connection);
				break;
			case 'session':
				member.sessions.set(message.program, (member.sessions.get(message.program) ?? 0) + 1);
				break;
			case 'session-ended':
				member.sessions.set(message.program, (member.sessions.get(message.program) ?? 1) - 1);
				break;
			default:
				break;
		}

		options.onMessage(message);
	};

	const timer = setInterval(() => {
		for (const id of watchdog.hung()) {
			metrics.replaced('hung');
			log.error({worker: id}, 'worker-hung');
			members.get(id)?.worker.process.kill('SIGKILL');
		}
	}, heartbeatInterval);

	for (let index = 0; index < options.size; index++) {
		fork();
	}

	const living = () =>
		[...members.values()].filter(({worker, ready}) => ready && watchdog.isLively(worker.id));

	/** Hands a connection to the worker with the fewest; says whether there was one. */
	const serve = (arrival: Arrival, socket: Socket): boolean => {
		const [first, ...others] = living();
		if (first === undefined) {
			return false;
		}

		const member = others.reduce(
			(least, other) => (other.connections.size < least.connections.size ? other : least),
			first,
		);
		member.connections.add(arrival.connection);
		member.untaken.set(arrival.connection, [arrival, socket]);
		member.worker.send(arrival, socket, {keepOpen: true});
		return true;
	};

	return {
		/** How many workers serve now. */
		living: () => living().length,
		memory: () => Math.max(0, ...[...members.values()].map(({memory}) => memory)),
		serve,
		tell: (message: PrimaryMessage) => {
			for (const {worker} of members.values()) {
				worker.send(message);
			}
		},
		/** Asks the workers to end when their visitors have left. @returns when all have. */
		drain: async (patience: number): Promise<void> => {
			draining = true;
			clearInterval(timer);
			const ended = Promise.all(
				[...members.values()].map(
					({worker}) => new Promise(resolve => worker.once('exit', resolve)),
				),
			);
			for (const {worker} of members.values()) {
				worker.send({kind: 'drain'} satisfies PrimaryMessage);
			}

			const kill = setTimeout(() => {
				for (const {worker} of members.values()) {
					worker.process.kill('SIGKILL');
				}
			}, patience);
			await ended;
			clearTimeout(kill);
		},
	};
};
