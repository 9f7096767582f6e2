import {type AddressInfo, createServer, type Server} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {bundledProfile} from '../../profile/bundled.ts';
import {loadProfile} from '../../profile/load.ts';
import type {Profile} from '../../profile/schema.ts';
import {createVisitorIds} from '../../server/anonymize.ts';
import {createConnectionLimiter} from '../../server/connection-limiter.ts';
import {listen, stopListening} from '../../server/listen.ts';
import {createLog, type Log} from '../../server/log.ts';
import {serveMetrics} from '../../server/metrics-server.ts';
import {oneAtATime} from '../../server/one-at-a-time.ts';
import {createTrustedProxies} from '../../server/proxy-protocol.ts';
import {createRateLimiter} from '../../server/rate-limiter.ts';
import {connectServiceManager} from '../../server/systemd.ts';
import {UserError} from '../../text/user-error.ts';
import {checkSsh2} from '../connection/check-ssh2.ts';
import {type HostKey, loadHostKey} from '../host-key.ts';
import type {ContentData, WorkerMessage} from '../messages.ts';
import {readSshSettings, type Settings} from '../settings.ts';
import {helpText} from '../settings-help.ts';
import {createAdmission} from './admission.ts';
import {createMetrics} from './metrics.ts';
import {startStats} from './stats.ts';
import {createWorkerPool} from './worker-pool.ts';

/** Minimum time between reloads, which make the workers render the résumé again. In milliseconds. */
const reloadGap = 1000;

/** A worker that has not exited this long after it should have is killed. In milliseconds. */
const killDelay = 2000;

const loadSettingsProfile = async ({profile}: Settings): Promise<Profile> =>
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
			`Listening on ${address} port ${port}: try ssh -p ${port} ${host}`,
			`Host key${isNew ? ' (new)' : ''}: ${fingerprint}`,
			`DNS record: SSHFP ${sshfp}`,
			'',
		].join('\n'),
	);
};

/**
Runs the server: accepts connections and hands them to workers. It speaks no SSH itself.

@param program - The file that it and its workers run.
@throws {UserError} if it cannot start, with the fix.
*/
export const runPrimary = async (program: string): Promise<void> => {
	const words = process.argv.slice(2);
	const initial = readSshSettings(words, process.env);
	if (initial === 'help') {
		process.stdout.write(helpText());
		return;
	}

	/* The young generation keeps its initial size: nothing here lives long. */
	setFlagsFromString('--semi-space-growth-factor=1');
	let settings = initial;
	const hostKey = await loadHostKey(
		{pem: settings.hostKeyPem, file: settings.hostKey},
		process.env,
	);
	await checkSsh2(hostKey.pem);
	let profile = await loadSettingsProfile(settings);
	const isTrustedProxy = createTrustedProxies(settings.trustedProxies);
	const {log, flush} = createLog(settings.logLevel, 'primary');
	const systemd = connectServiceManager(process.env, process.pid, message =>
		log.warn({message}, 'systemd-not-notified'),
	);

	const connectionLimiter = createConnectionLimiter(settings);
	let rateLimiter = createRateLimiter(rateOf(settings));
	const metrics = createMetrics({
		connections: connectionLimiter.total,
		unauthenticated: connectionLimiter.unauthenticated,
		memory: () => pool.memory(),
		statisticsAge: () => stats.age(),
	});
	const admission = createAdmission({
		isTrustedProxy,
		rateLimiter: {allow: key => rateLimiter.allow(key)},
		connectionLimiter,
		visitorId: createVisitorIds(),
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

	/* Workers get no environment and may read no other files. */
	const forWorkers = () => ({
		settings: {...settings, hostKeyPem: undefined, githubToken: undefined},
		content: {profile, stats: stats.current()} satisfies ContentData,
	});

	/* First, since listening may fail. Until there are workers, it reports unhealthy. */
	let state: 'starting' | 'serving' | 'stopping' = 'starting';
	const health = () => {
		const workers = pool.available();
		return {healthy: state === 'serving' && workers > 0, workers};
	};
	const metricsServer =
		settings.metrics === 'off' ? undefined : await serveMetrics(settings.metrics, metrics, health);
	const stats = startStats(profile, settings, process.env, log, () => {
		pool.broadcast({kind: 'stats', stats: stats.current()});
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
			/* The second signal: at once. Workers that lose this process restore terminals first. */
			pool.broadcast({kind: 'drain'});
			process.exit(1);
		}

		state = 'stopping';
		log.info({visitors: connectionLimiter.total()}, 'stopping');
		const notified = systemd.notify('stopping');
		if (server.listening && initial.trustedProxies.length > 0) {
			/* So that no visitor is connecting when the socket closes. */
			admission.failHealthChecks();
			await pause(settings.shutdownDelaySeconds * 1000);
		}

		await stopListening(server, process.env);
		await admission.settled();
		stats.stop();
		await pool.drain(settings.drainSeconds * 1000 + killDelay);
		metricsServer?.close();
		/* It may still be waiting for a keep-alive before it. */
		await notified;
		log.info('stopped');
		flush();
		process.exit(0);
	};

	const applySettings = async () => {
		const next = readSshSettings(words, process.env);
		if (next === 'help') {
			return;
		}

		const nextProfile = await loadSettingsProfile(next);
		stats.reload(nextProfile, next);
		profile = nextProfile;
		settings = next;
		log.level = settings.logLevel;
		connectionLimiter.setLimits(settings);
		rateLimiter = createRateLimiter(rateOf(settings));
		pool.broadcast({kind: 'reload', ...forWorkers()});
		log.info('reloaded');
	};

	const reload = oneAtATime(async () => {
		if (state === 'stopping') {
			return;
		}

		await systemd.notify('reloading');
		try {
			await applySettings();
		} catch (error) {
			/* The previous settings and profile stay. */
			const message = error instanceof UserError ? error.message : 'unexpected';
			log.error({message}, 'reload-failed');
		}

		await systemd.notify('ready');
	}, reloadGap);

	process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', reload);

	/* Until then, visitors wait in the backlog of a socket that systemd opened. */
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
