import type {Socket} from 'node:net';
import type {Log} from '../../server/log.ts';
import {createWatchdog} from '../../server/watchdog.ts';
import {UserError} from '../../text/user-error.ts';
import {
	heartbeatInterval,
	type IncomingConnection,
	type PrimaryMessage,
	type WorkerMessage,
} from '../messages.ts';
import {forkWorker, prepareWorkers} from './fork-worker.ts';
import type {Metrics} from './metrics.ts';
import {createMember, type Member, sendConnection, updateMember} from './pool-member.ts';

export type WorkerPoolOptions = {
	readonly size: number;
	/** A file that workers run; they may read its folder and nothing else. */
	readonly program: string;
	/** The first message to a new worker. */
	readonly start: () => PrimaryMessage;
	readonly onMessage: (message: WorkerMessage) => void;
	/** A connection was lost with its worker. */
	readonly onLost: (connection: number) => void;
	readonly log: Log;
	readonly metrics: Metrics;
};

/** Delay before a worker is replaced: doubles while workers exit early. In milliseconds. */
const minDelay = 200;
const maxDelay = 5000;

/** A worker that ran this long did not exit early, in milliseconds. */
const healthyLifetime = 30_000;

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
		delay = Date.now() - forkedAt > healthyLifetime ? minDelay : Math.min(maxDelay, delay * 2);
		setTimeout(() => {
			if (!draining) {
				fork();
			}
		}, delay);
	};

	const remove = (member: Member, code: number | null, signal: string | null) => {
		const {worker, connections, inFlight, sessions} = member;
		members.delete(worker.id);
		watchdog.ended(worker.id);
		for (const connection of connections) {
			if (!inFlight.has(connection)) {
				options.onLost(connection);
			}
		}

		/* It has not read a byte of these: another worker can serve them. */
		for (const [connection, socket] of inFlight.values()) {
			if (!serve(connection, socket)) {
				socket.destroy();
				options.onLost(connection.connection);
			}
		}

		for (const [program, count] of sessions) {
			metrics.sessionsLost(program, count);
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

	/* It has failed, and serves only the visitors that it has. */
	const retire = (member: Member) => {
		const {worker, connections} = member;
		if (member.state === 'draining' || draining) {
			return;
		}

		member.state = 'draining';
		metrics.replaced('failed');
		log.error({worker: worker.id, connections: connections.size}, 'worker-draining');
		/* However often workers fail, no more of them are draining than serving. */
		const retiring = [...members.values()].filter(({state}) => state === 'draining');
		if (retiring.length > options.size) {
			retiring[0]?.worker.process.kill('SIGKILL');
		}

		replace(member);
	};

	const receive = (member: Member, message: WorkerMessage) => {
		watchdog.heartbeat(member.worker.id);
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

	const available = () =>
		[...members.values()].filter(
			({worker, state}) => state === 'ready' && watchdog.isResponsive(worker.id),
		);

	/** Sends a connection to the worker with the fewest. @returns whether there was one. */
	const serve = (connection: IncomingConnection, socket: Socket): boolean => {
		const [first, ...others] = available();
		if (first === undefined) {
			return false;
		}

		const member = others.reduce(
			(min, other) => (other.connections.size < min.connections.size ? other : min),
			first,
		);
		sendConnection(member, connection, socket);
		return true;
	};

	const broadcast = (message: PrimaryMessage) => {
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
		/** How many workers can serve now. */
		available: () => available().length,
		memory: () => Math.max(0, ...[...members.values()].map(({memory}) => memory)),
		serve,
		broadcast,
		/** Tells the workers to exit once their visitors have left; settles when all have exited. */
		drain: async (timeout: number): Promise<void> => {
			draining = true;
			clearInterval(timer);
			const ended = Promise.all(
				[...members.values()].map(
					({worker}) => new Promise(resolve => worker.once('exit', resolve)),
				),
			);
			broadcast({kind: 'drain'});
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
