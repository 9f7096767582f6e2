import cluster from 'node:cluster';
import {createHash} from 'node:crypto';
import type {Socket} from 'node:net';
import type {Connection as Client} from 'ssh2';
import ssh2 from 'ssh2';
import {resumeFiles} from '../../formats/files.ts';
import {createLog} from '../../server/log.ts';
import {heartbeatInterval} from '../../server/watchdog.ts';
import {createStatsFeed} from '../../stats/replica.ts';
import type {Stats} from '../../stats/stats.ts';
import {algorithms} from '../connection/algorithms.ts';
import type {Connection} from '../connection/connection.ts';
import {blamed} from '../connection/error-scope.ts';
import {giveBack, type Stages, serveConnection} from '../connection/serve-connection.ts';
import {socketOf} from '../connection/ssh2-internals.ts';
import type {Content, PrimaryMessage, WorkerMessage} from '../messages.ts';
import type {Settings} from '../settings.ts';

type Start = PrimaryMessage & {readonly kind: 'start'};
type Arrival = PrimaryMessage & {readonly kind: 'connection'};

/** Whoever is still there this long after having to go is cut off, in milliseconds. */
const lastWord = 1000;

const createWorker = async ({hostKey, ...initial}: Start) => {
	let settings: Settings = initial.settings;
	let {profile} = initial.content;
	const {feed, update} = createStatsFeed(initial.content.stats);
	let files = await resumeFiles(profile, feed.getSnapshot());
	const {log, flush} = createLog(settings.logLevel, `worker-${cluster.worker?.id}`);
	const parsed = ssh2.utils.parseKey(hostKey);
	const blob = 'getPublicSSH' in parsed ? parsed.getPublicSSH() : Buffer.alloc(0);
	const digest = createHash('sha256').update(blob).digest('base64');
	const fingerprint = `SHA256:${digest.replace(/=+$/, '')}`;

	const stages = new WeakMap<Socket, Stages>();
	const clients = new Map<number, Client | undefined>();
	/** Aborts when the server is about to end. */
	const restart = new AbortController();
	const leaveNow = new AbortController();
	const report = (message: WorkerMessage) => {
		/* The primary may be gone already. */
		if (process.connected) {
			process.send?.(message);
		}
	};

	const server = new ssh2.Server({
		hostKeys: [hostKey],
		ident: 'resume',
		algorithms,
		keepaliveInterval: 30_000,
		keepaliveCountMax: 3,
	});
	server.on('connection', (client, info) => {
		stages.get(socketOf(client))?.client(client, info);
	});

	const end = () => {
		flush();
		process.exit(0);
	};

	const receive = (arrival: Arrival, socket: Socket) => {
		const gone = new AbortController();
		const {visitor, address} = arrival;
		const ownLog = log.child({connection: arrival.connection, visitor});
		const withAddress = address === undefined ? {} : {address};
		const connection: Connection = {
			id: arrival.connection,
			full: arrival.full,
			socket,
			limits: settings,
			profile,
			stats: feed,
			files,
			fingerprint,
			gone: gone.signal,
			restart: restart.signal,
			leaveNow: leaveNow.signal,
			log: ownLog,
			report,
			logBot: sign => ownLog.warn({sign, ...withAddress}, 'bot'),
			drop: reason => {
				if (!gone.signal.aborted) {
					gone.abort();
					ownLog.warn({reason, ...withAddress}, 'dropped');
					report({kind: 'dropped', reason});
					socket.destroy();
				}
			},
		};
		clients.set(arrival.connection, undefined);
		socket.on('error', () => {
			/* A client may be gone at any time; `close` follows. */
		});
		socket.once('close', () => {
			gone.abort();
			clients.delete(arrival.connection);
			report({kind: 'closed', connection: arrival.connection});
			if (restart.signal.aborted && clients.size === 0) {
				end();
			}
		});
		const stage = serveConnection(connection);
		stages.set(socket, {
			...stage,
			client: (client, info) => {
				clients.set(arrival.connection, client);
				stage.client(client, info);
			},
		});
		giveBack(socket, arrival.head);
		server.injectSocket(socket);
		stage.socket();
	};

	const cutOff = () => {
		leaveNow.abort();
		setTimeout(() => {
			for (const client of clients.values()) {
				client?.end();
			}

			end();
		}, lastWord);
	};

	const drain = () => {
		if (restart.signal.aborted) {
			return;
		}

		restart.abort();
		if (clients.size === 0) {
			end();
		}

		setTimeout(cutOff, settings.drainSeconds * 1000);
	};

	/* An error of one session ends that session. One of nobody's leaves an unknown state behind. */
	const fail = (error: unknown) => {
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		const blame = blamed();
		if (blame === undefined) {
			log.fatal({message}, 'failed');
			drain();
		} else {
			blame(error);
		}
	};
	process.on('uncaughtException', fail).on('unhandledRejection', fail);

	const countAnew = async (stats: Stats) => {
		update(stats);
		files = await resumeFiles(profile, stats);
	};

	return {
		receive,
		countAnew,
		drain,
		/** The primary is gone: by itself, which visitors need not feel, or because it was told twice. */
		orphaned: () => (restart.signal.aborted ? cutOff() : drain()),
		reload: async (next: {readonly settings: Settings; readonly content: Content}) => {
			({profile} = next.content);
			({settings} = next);
			await countAnew(next.content.stats);
			log.level = settings.logLevel;
		},
	};
};

/** Serves what the primary sends. Only the primary tells it to end. */
export const runWorker = (): void => {
	let starting: ReturnType<typeof createWorker> | undefined;
	/* Ink listens for the end of the process once for each screen. */
	process.setMaxListeners(0);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			/* A terminal or service manager signals all processes; the primary decides. */
		});
	}

	const beat = () => {
		if (process.connected) {
			process.send?.({
				kind: 'heartbeat',
				memory: process.memoryUsage.rss(),
			} satisfies WorkerMessage);
		}
	};

	process.on('message', async (message: PrimaryMessage, socket?: Socket) => {
		if (message.kind === 'start') {
			starting = createWorker(message);
			await starting;
			/* From the first beat on visitors come. */
			beat();
			setInterval(beat, heartbeatInterval);
			return;
		}

		const worker = await starting;
		switch (message.kind) {
			case 'reload':
				await worker?.reload(message);
				break;
			case 'connection':
				process.send?.({kind: 'taken', connection: message.connection});
				if (socket === undefined) {
					/* It was gone before it came here. */
					process.send?.({kind: 'closed', connection: message.connection});
				} else {
					worker?.receive(message, socket);
				}

				break;
			case 'stats':
				await worker?.countAnew(message.stats);
				break;
			case 'drain':
				worker?.drain();
				break;
		}
	});
	cluster.worker?.once('disconnect', async () => {
		/* The primary is gone: leave like it would have asked to, terminals restored. */
		if (cluster.worker !== undefined) {
			cluster.worker.exitedAfterDisconnect = true;
		}

		const worker = await starting;
		worker?.orphaned();
	});
};
