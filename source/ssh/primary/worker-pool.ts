import type {Socket} from 'node:net';
import type {Log} from '../../server/log.ts';
import {createWatchdog} from '../../server/watchdog.ts';
import {UserError} from '../../text/user-error.ts';
import {heartbeatInterval, type PrimaryMessage, type WorkerMessage} from '../messages.ts';
import {forkWorker, prepareWorkers} from './fork-worker.ts';
import type {Metrics} from './metrics.ts';
import {
	createMember,
	hand,
	type IncomingConnection,
	type Member,
	updateMember,
} from './pool-member.ts';

export type WorkerPoolOptions = {
	readonly size: number;
	/** A file that workers run; they may read its folder and nothing else. */
	readonly program: string;
	/** What a new worker is told first. */
	readonly start: () => PrimaryMessage;
	readonly onMessage: (message: WorkerMessage) => void;
	/** A connection is gone because its worker is. */
	readonly onLost: (connection: number) => void;
	readonly log: Log;
	readonly metrics: Metrics;
};

/** A worker that ends at once is not replaced at once: after 0.2 s, then later, up to 5 s. */
const minDelay = 200;
const maxDelay = 5000;

/** A worker that ran this long was not at fault for ending, in milliseconds. */
const longLife = 30_000;

/** Workers get this long to be ready when the server starts, in milliseconds. */
const startTimeout = 60_000;

/** Runs the workers, replaces those that fail, and hands connections to them. */
export const createWorkerPool = (options: WorkerPoolOptions) => {
	const {log, metrics} = options;
	const members = new Map<number, Member>();
	const watchdog = createWatchdog();
	const started = Promise.withResolvers<void>();
	let hasStarted = false;
	let delay = minDelay;
	let draining = false;
	prepareWorkers(options.program);

	const fork = () => {
		const worker = forkWorker();
		const member = createMember(worker);
		members.set(worker.id, member);
		watchdog.started(worker.id);
		worker.send(options.start());
		worker.on('message', (message: WorkerMessage) => receive(member, message));
		worker.on('error', error =>
			log.warn({worker: worker.id, message: error.message}, 'worker-error'),
		);
		worker.on('exit', (code, signal) => remove(member, code, signal));
	};

	const replace = ({forkedAt}: Member) => {
		delay = Date.now() - forkedAt > longLife ? minDelay : Math.min(maxDelay, delay * 2);
		setTimeout(() => {
			if (!draining) {
				fork();
			}
		}, delay);
	};

	const remove = (member: Member, code: number | null, signal: string | null) => {
		const {worker, connections, untaken, sessions} = member;
		members.delete(worker.id);
		watchdog.ended(worker.id);
		for (const connection of connections) {
			if (!untaken.has(connection)) {
				options.onLost(connection);
			}
		}

		/* It has not read a byte of these: another worker can. */
		for (const [connection, socket] of untaken.values()) {
			if (!serve(connection, socket)) {
				socket.destroy();
				options.onLost(connection.connection);
			}
		}

		for (const [program, count] of sessions) {
			metrics.gone(program, count);
		}

		if (draining || member.state === 'draining') {
			return;
		}

		metrics.replaced('ended');
		log.error({worker: worker.id, code, signal, lost: connections.size}, 'worker-ended');
		if (!hasStarted && signal === null) {
			started.reject(
				new UserError(`no worker could start (exit code ${code}): see the lines above`),
			);
		}

		replace(member);
	};

	/* It failed, and serves those whom it has to their end. */
	const retire = (member: Member) => {
		const {worker, connections} = member;
		if (member.state === 'draining' || draining) {
			return;
		}

		member.state = 'draining';
		metrics.replaced('failed');
		log.error({worker: worker.id, connections: connections.size}, 'worker-draining');
		/* However often workers fail, no more of them drain than serve. */
		const retired = [...members.values()].filter(({state}) => state === 'draining');
		if (retired.length > options.size) {
			retired[0]?.worker.process.kill('SIGKILL');
		}

		replace(member);
	};

	const receive = (member: Member, message: WorkerMessage) => {
		watchdog.heard(member.worker.id);
		updateMember(member, message);
		if (message.kind === 'draining') {
			retire(member);
		} else if (message.kind === 'heartbeat' && member.state === 'starting') {
			member.state = 'ready';
			hasStarted = true;
			started.resolve();
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
		[...members.values()].filter(
			({worker, state}) => state === 'ready' && watchdog.isLively(worker.id),
		);

	/** Hands a connection to the worker with the fewest; says whether there was one. */
	const serve = (connection: IncomingConnection, socket: Socket): boolean => {
		const [first, ...others] = living();
		if (first === undefined) {
			return false;
		}

		const member = others.reduce(
			(least, other) => (other.connections.size < least.connections.size ? other : least),
			first,
		);
		hand(member, connection, socket);
		return true;
	};

	const tell = (message: PrimaryMessage) => {
		for (const {worker} of members.values()) {
			worker.send(message);
		}
	};

	return {
		/**
		Settles when the first worker can serve.

		@throws {UserError} if none can.
		*/
		ready: async (): Promise<void> => {
			const timeout = setTimeout(
				() =>
					started.reject(
						new UserError(`no worker was ready within ${startTimeout / 1000} s: see the log`),
					),
				startTimeout,
			);
			try {
				await started.promise;
			} finally {
				clearTimeout(timeout);
			}
		},
		/** How many workers serve now. */
		living: () => living().length,
		memory: () => Math.max(0, ...[...members.values()].map(({memory}) => memory)),
		serve,
		tell,
		/** Asks the workers to end when their visitors have left. @returns when all have. */
		drain: async (timeout: number): Promise<void> => {
			draining = true;
			clearInterval(timer);
			const ended = Promise.all(
				[...members.values()].map(
					({worker}) => new Promise(resolve => worker.once('exit', resolve)),
				),
			);
			tell({kind: 'drain'});
			const kill = setTimeout(() => {
				for (const {worker} of members.values()) {
					worker.process.kill('SIGKILL');
				}
			}, timeout);
			await ended;
			clearTimeout(kill);
		},
	};
};
