import cluster from 'node:cluster';
import type {Socket} from 'node:net';
import type {Connection as Client} from 'ssh2';
import ssh2 from 'ssh2';
import {type Files, resumeFiles} from '../../formats/files.ts';
import {createContent} from '../../screen/content.ts';
import {createLog} from '../../server/log.ts';
import {createStatsFeed} from '../../stats/replica.ts';
import type {Stats} from '../../stats/stats.ts';
import {algorithms} from '../connection/algorithms.ts';
import type {Connection} from '../connection/connection.ts';
import {blamed} from '../connection/error-scope.ts';
import {createRefusal} from '../connection/refuse-connection.ts';
import {socketOf} from '../connection/ssh2-internals.ts';
import {
	type Content,
	heartbeatInterval,
	type PrimaryMessage,
	type WorkerMessage,
} from '../messages.ts';
import {createPainters} from '../painters.ts';
import type {EndReason} from '../session/session.ts';
import type {Settings} from '../settings.ts';
import {createEnding, recordDrop} from './ending.ts';
import {createEvictions} from './eviction.ts';
import {giveBack, type Stages, serveConnection} from './serve-connection.ts';

type Start = PrimaryMessage & {readonly kind: 'start'};
type Arrival = PrimaryMessage & {readonly kind: 'connection'};

/** Whoever is still there this long after having to go is cut off, in milliseconds. */
const lastWord = 1000;

const createWorker = ({hostKey, fingerprint, ...initial}: Start) => {
	let settings: Settings = initial.settings;
	let {profile} = initial.content;
	const {feed, update} = createStatsFeed(initial.content.stats);
	let files: Files | undefined;
	const getFiles = () => {
		files ??= resumeFiles(profile, feed.getSnapshot());
		return files;
	};

	const {log, flush} = createLog(settings.logLevel, `worker-${cluster.worker?.id}`);
	let content = createContent(profile);
	const painterFor = createPainters();
	const stages = new WeakMap<Socket, Stages>();
	const clients = new Map<number, Client | undefined>();
	const evictions = createEvictions();
	const refuse = createRefusal();
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
		const {visitor, address} = arrival;
		const ownLog = log.child({connection: arrival.connection, visitor});
		const ending = {log: ownLog, address, report, leaveNow: leaveNow.signal};
		socket.on('error', () => {
			/* A client may be gone at any time; `close` follows. */
		});
		clients.set(arrival.connection, undefined);
		socket.once('close', () => {
			clients.delete(arrival.connection);
			report({kind: 'closed', connection: arrival.connection});
			if (restart.signal.aborted && clients.size === 0) {
				end();
			}
		});
		if (arrival.full && !evictions.makeRoom(visitor)) {
			recordDrop(ending, 'full');
			refuse(socket, 'The server is full; come back in a minute.');
			return;
		}

		const connection: Connection = {
			...createEnding(socket, ending),
			id: arrival.connection,
			socket,
			limits: settings,
			profile,
			content,
			painterFor,
			stats: feed,
			getFiles,
			fingerprint,
			restart: restart.signal,
			log: ownLog,
			report,
			logBot: sign => ownLog.warn({sign, ...(address === undefined ? {} : {address})}, 'bot'),
		};
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
		evictions.add(socket, {visitor, evict: () => connection.dismiss('evicted')});
	};

	const cutOff = () => {
		leaveNow.abort('restart' satisfies EndReason);
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
			report({kind: 'draining'});
			drain();
		} else {
			blame(error);
		}
	};
	process.on('uncaughtException', fail).on('unhandledRejection', fail);

	const updateStats = (stats: Stats) => {
		update(stats);
		files = undefined;
	};

	return {
		receive,
		updateStats,
		drain,
		/** The primary is gone: by itself, which visitors need not feel, or because it was told twice. */
		orphaned: () => (restart.signal.aborted ? cutOff() : drain()),
		reload: (next: {readonly settings: Settings; readonly content: Content}) => {
			({profile} = next.content);
			content = createContent(profile);
			({settings} = next);
			updateStats(next.content.stats);
			log.level = settings.logLevel;
		},
	};
};

/** Serves what the primary sends. Only the primary tells it to end. */
export const runWorker = (): void => {
	let starting: ReturnType<typeof createWorker> | undefined;
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
				worker?.reload(message);
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
				worker?.updateStats(message.stats);
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
