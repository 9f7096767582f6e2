import {type AddressInfo, createServer, type Server} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {bundledProfile} from '../../profile/bundled.ts';
import {loadProfile} from '../../profile/load.ts';
import type {Profile} from '../../profile/schema.ts';
import {createPseudonyms} from '../../server/anonymize.ts';
import {createConnectionCount} from '../../server/connection-limiter.ts';
import {listen, stopListening} from '../../server/listen.ts';
import {createLog, type Log} from '../../server/log.ts';
import {serveMetrics} from '../../server/metrics-server.ts';
import {oneAtATime} from '../../server/one-at-a-time.ts';
import {createTrustedProxies} from '../../server/proxy-protocol.ts';
import {createConnectionRate} from '../../server/rate-limiter.ts';
import {connectServiceManager} from '../../server/systemd.ts';
import {UserError} from '../../text/user-error.ts';
import {checkSsh2} from '../connection/check-ssh2.ts';
import {type HostKey, loadHostKey} from '../host-key.ts';
import type {Content, WorkerMessage} from '../messages.ts';
import {readSshSettings, type Settings} from '../settings.ts';
import {helpText} from '../settings-help.ts';
import {createAdmission} from './admission.ts';
import {createMetrics} from './metrics.ts';
import {startStats} from './stats.ts';
import {createWorkerPool} from './worker-pool.ts';

/** Each reload makes the workers render the résumé again. Milliseconds between two. */
const reloadGap = 1000;

/** A worker that has not ended this long after it should have is killed. In milliseconds. */
const killDelay = 2000;

const loadOwnProfile = async ({profile}: Settings): Promise<Profile> =>
	profile === undefined ? bundledProfile : loadProfile(profile);

const rateOf = ({connectionRate}: Settings) => ({rate: connectionRate, burst: connectionRate});

const announce = (
	server: Server,
	metricsServer: Server | undefined,
	hostKey: HostKey,
	log: Log,
): void => {
	const {address, port} = server.address() as AddressInfo;
	const {port: metricsPort} = (metricsServer?.address() as AddressInfo | undefined) ?? {};
	const {fingerprint, sshfp, isNew} = hostKey;
	log.info(
		{
			address,
			port,
			...(metricsPort === undefined ? {} : {metricsPort}),
			fingerprint,
			sshfp,
			newHostKey: isNew,
		},
		'listening',
	);
	const host = address === '::' ? 'localhost' : address;
	process.stderr.write(
		[
			`The résumé is served at ${address} port ${port}: try ssh -p ${port} ${host}`,
			`Host key${isNew ? ' (new)' : ''}: ${fingerprint}`,
			`DNS record: SSHFP ${sshfp}`,
			'',
		].join('\n'),
	);
};

/**
Runs the server: lets visitors in and hands them to workers. It speaks no SSH itself.

@param program - The file that it and its workers run.
@throws {UserError} that names what to change, when it cannot start.
*/
export const runPrimary = async (program: string): Promise<void> => {
	const words = process.argv.slice(2);
	const first = readSshSettings(words, process.env);
	if (first === 'help') {
		process.stdout.write(helpText());
		return;
	}

	/* The young generation stays as small as it begins: what comes in here leaves at once. */
	setFlagsFromString('--semi-space-growth-factor=1');
	let settings = first;
	const hostKey = await loadHostKey(
		{pem: settings.hostKeyPem, file: settings.hostKey},
		process.env,
	);
	await checkSsh2(hostKey.pem);
	let profile = await loadOwnProfile(settings);
	const isTrustedProxy = createTrustedProxies(settings.trustedProxies);
	const {log, flush} = createLog(settings.logLevel, 'primary');
	const systemd = connectServiceManager(process.env, process.pid, message =>
		log.warn({message}, 'systemd-not-notified'),
	);

	const count = createConnectionCount(settings);
	let rate = createConnectionRate(rateOf(settings));
	const metrics = createMetrics({
		connections: count.total,
		unauthenticated: count.unauthenticated,
		memory: () => pool.memory(),
		statisticsAge: () => stats.age(),
	});
	const admission = createAdmission({
		isTrustedProxy,
		rate: {allow: key => rate.allow(key)},
		count,
		visitorId: createPseudonyms(),
		sendsAddresses: () => settings.logBotAddresses,
		serve: (connection, socket) => pool.serve(connection, socket),
		onRefused: metrics.refused,
	});
	const onMessage = (message: WorkerMessage) => {
		metrics.observe(message);
		if (message.kind === 'authenticated') {
			admission.authenticated(message.connection);
		} else if (message.kind === 'closed') {
			admission.release(message.connection);
		}
	};

	/* Sent to every worker, whose environment and files hold none of it. */
	const forWorkers = () => ({
		settings: {...settings, hostKeyPem: undefined, githubToken: undefined},
		content: {profile, stats: stats.current()} satisfies Content,
	});

	/* The metrics come first, as listening may fail; asked before there are workers, they say so. */
	let state: 'starting' | 'serving' | 'stopping' = 'starting';
	const health = () => {
		const workers = pool.living();
		return {healthy: state === 'serving' && workers > 0, workers};
	};
	const metricsServer =
		settings.metrics === 'off' ? undefined : await serveMetrics(settings.metrics, metrics, health);
	const stats = startStats(profile, settings, process.env, log, () => {
		pool.tell({kind: 'stats', stats: stats.current()});
	});
	const pool = createWorkerPool({
		size: settings.workers,
		program,
		start: () => ({
			kind: 'start',
			hostKey: hostKey.pem,
			fingerprint: hostKey.fingerprint,
			...forWorkers(),
		}),
		onMessage,
		onLost: admission.release,
		log,
		metrics,
	});
	const server = createServer(
		{pauseOnConnect: true, noDelay: true, keepAlive: true},
		admission.receive,
	);

	const stop = async () => {
		if (state === 'stopping') {
			/* Asked twice: at once. Workers who know and lose this process give terminals back. */
			pool.tell({kind: 'drain'});
			process.exit(1);
		}

		state = 'stopping';
		log.info({visitors: count.total()}, 'stopping');
		void systemd.notify('stopping');
		if (server.listening && first.trustedProxies.length > 0) {
			/* So that none of them is connecting when the socket closes. */
			admission.failHealthChecks();
			await pause(settings.shutdownDelaySeconds * 1000);
		}

		await stopListening(server, process.env);
		await admission.settled();
		stats.stop();
		await pool.drain(settings.drainSeconds * 1000 + killDelay);
		metricsServer?.close();
		log.info('stopped');
		flush();
		process.exit(0);
	};

	const readAgain = async () => {
		const next = readSshSettings(words, process.env);
		if (next === 'help') {
			return;
		}

		const nextProfile = await loadOwnProfile(next);
		stats.reload(nextProfile, next);
		profile = nextProfile;
		settings = next;
		log.level = settings.logLevel;
		count.setLimits(settings);
		rate = createConnectionRate(rateOf(settings));
		pool.tell({kind: 'reload', ...forWorkers()});
		log.info('reloaded');
	};

	const reload = oneAtATime(async () => {
		if (state === 'stopping') {
			return;
		}

		await systemd.notify('reloading');
		try {
			await readAgain();
		} catch (error) {
			/* What was there before stays. */
			const message = error instanceof UserError ? error.message : 'unexpected';
			log.error({message}, 'reload-failed');
		}

		await systemd.notify('ready');
	}, reloadGap);

	process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', reload);

	/* Until then, whoever comes waits in the backlog of a socket that systemd opened. */
	await pool.ready();
	if (state !== 'starting') {
		return;
	}

	await listen(server, settings, process.env);
	server.on('error', error => log.error({message: error.message}, 'accept-failed'));
	state = 'serving';
	announce(server, metricsServer, hostKey, log);
	await systemd.notify('ready');
};
