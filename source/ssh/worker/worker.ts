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
import {currentScope} from '../connection/error-scope.ts';
import {createRefuser, fullMessage} from '../connection/refuse-connection.ts';
import {socketOf} from '../connection/ssh2-internals.ts';
import {
	type ContentData,
	heartbeatInterval,
	type IncomingConnection,
	type PrimaryMessage,
	type WorkerMessage,
} from '../messages.ts';
import {createPainters} from '../painters.ts';
import type {EndReason} from '../session/session.ts';
import type {Settings} from '../settings.ts';
import {createEvictions} from './eviction.ts';
import {createLifecycle, recordDrop} from './lifecycle.ts';
import {type ConnectionHandlers, serveConnection, unshiftLeadingBytes} from './serve-connection.ts';

type Start = PrimaryMessage & {readonly kind: 'start'};

/** Connections that are still open this long after their sessions must end are closed. In milliseconds. */
const killDelay = 1000;

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
	const onIdentifiedBySocket = new WeakMap<Socket, ConnectionHandlers['onIdentified']>();
	const clients = new Map<number, Client | undefined>();
	const evictions = createEvictions();
	const refuse = createRefuser();
	/** Aborts when the server is about to exit. */
	const draining = new AbortController();
	/** Aborts when all sessions must end. */
	const terminate = new AbortController();
	const report = (message: WorkerMessage) => {
		/* The primary may have exited. */
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
		onIdentifiedBySocket.get(socketOf(client))?.(client, info);
	});

	const exit = () => {
		flush();
		process.exit(0);
	};

	const serve = (incoming: IncomingConnection, socket: Socket) => {
		const {connection: id, visitor, address} = incoming;
		const connectionLog = log.child({connection: id, visitor});
		const lifecycleOptions = {log: connectionLog, address, report, terminate: terminate.signal};
		socket.on('error', () => {
			/* A client may disconnect at any time; `close` follows. */
		});
		clients.set(id, undefined);
		socket.once('close', () => {
			clients.delete(id);
			report({kind: 'closed', connection: id});
			if (draining.signal.aborted && clients.size === 0) {
				exit();
			}
		});
		if (incoming.full && !evictions.makeRoom(visitor)) {
			recordDrop(lifecycleOptions, 'full');
			refuse(socket, fullMessage);
			return;
		}

		const connection: Connection = {
			...createLifecycle(socket, lifecycleOptions),
			id,
			socket,
			settings,
			profile,
			content,
			painterFor,
			stats: feed,
			getFiles,
			fingerprint,
			draining: draining.signal,
			log: connectionLog,
			report,
			logAbuse: indicator =>
				connectionLog.warn({sign: indicator, ...(address === undefined ? {} : {address})}, 'bot'),
		};
		const {onAttached, onIdentified} = serveConnection(connection);
		onIdentifiedBySocket.set(socket, (client, info) => {
			clients.set(id, client);
			onIdentified(client, info);
		});
		unshiftLeadingBytes(socket, incoming.leadingBytes);
		server.injectSocket(socket);
		onAttached();
		evictions.add(socket, {visitor, evict: () => connection.dismiss('evicted')});
	};

	const terminateAll = () => {
		terminate.abort('restart' satisfies EndReason);
		setTimeout(() => {
			for (const client of clients.values()) {
				client?.end();
			}

			exit();
		}, killDelay);
	};

	const drain = () => {
		if (draining.signal.aborted) {
			return;
		}

		draining.abort();
		if (clients.size === 0) {
			exit();
		}

		setTimeout(terminateAll, settings.drainSeconds * 1000);
	};

	/* A session's error ends that session. Any other leaves this process in an unknown state. */
	const onError = (error: unknown) => {
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		const failSession = currentScope();
		if (failSession === undefined) {
			log.fatal({message}, 'failed');
			report({kind: 'draining'});
			drain();
		} else {
			failSession(error);
		}
	};
	process.on('uncaughtException', onError).on('unhandledRejection', onError);

	const updateStats = (stats: Stats) => {
		update(stats);
		files = undefined;
	};

	return {
		serve,
		updateStats,
		drain,
		/** The primary has exited: it failed, which visitors need not notice, or was told twice to stop. */
		onDisconnect: () => (draining.signal.aborted ? terminateAll() : drain()),
		reload: (next: {readonly settings: Settings; readonly content: ContentData}) => {
			({profile} = next.content);
			content = createContent(profile);
			({settings} = next);
			updateStats(next.content.stats);
			log.level = settings.logLevel;
		},
	};
};

/** Serves the connections that the primary sends, until the primary tells it to stop. */
export const runWorker = (): void => {
	let worker: ReturnType<typeof createWorker> | undefined;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			/* A terminal or service manager signals all processes; the primary decides. */
		});
	}

	const sendHeartbeat = () => {
		if (process.connected) {
			process.send?.({
				kind: 'heartbeat',
				memory: process.memoryUsage.rss(),
			} satisfies WorkerMessage);
		}
	};

	process.on('message', (message: PrimaryMessage, socket?: Socket) => {
		if (message.kind === 'start') {
			worker = createWorker(message);
			/* The first one makes the primary send connections. */
			sendHeartbeat();
			setInterval(sendHeartbeat, heartbeatInterval);
			return;
		}

		switch (message.kind) {
			case 'reload':
				worker?.reload(message);
				break;
			case 'connection':
				process.send?.({kind: 'received', connection: message.connection});
				if (socket === undefined) {
					/* It closed on the way. */
					process.send?.({kind: 'closed', connection: message.connection});
				} else {
					worker?.serve(message, socket);
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
	cluster.worker?.once('disconnect', () => {
		/* Not the end for this process: terminals are restored first. */
		if (cluster.worker !== undefined) {
			cluster.worker.exitedAfterDisconnect = true;
		}

		worker?.onDisconnect();
	});
};
