import {createServer} from 'node:net';
import {dirname} from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {bundledProfile} from '../../profile/bundled.ts';
import {loadProfile} from '../../profile/load.ts';
import type {Profile} from '../../profile/schema.ts';
import {createPseudonyms} from '../../server/anonymize.ts';
import {createConnectionCount} from '../../server/connection-limiter.ts';
import {listen} from '../../server/listen.ts';
import {createLog} from '../../server/log.ts';
import {serveMetrics} from '../../server/metrics-server.ts';
import {createConnectionRate} from '../../server/rate-limiter.ts';
import {readSettings} from '../../server/read-settings.ts';
import {createTrustedProxies} from '../../server/trusted-proxies.ts';
import {UserError} from '../../text/user-error.ts';
import {loadHostKey} from '../host-key.ts';
import type {Content, WorkerMessage} from '../messages.ts';
import type {Settings} from '../settings.ts';
import {helpText} from '../settings-help.ts';
import {createReception} from './admission.ts';
import {createMetrics} from './metrics.ts';
import {startStatistics} from './stats.ts';
import {createWorkerPool} from './worker-pool.ts';

const loadOwnProfile = async ({profile}: Settings): Promise<Profile> =>
	profile === undefined ? bundledProfile : loadProfile(profile);

const rateOf = ({connectionRate}: Settings) => ({rate: connectionRate, burst: connectionRate});

/**
Runs the server: lets visitors in and hands them to workers. It speaks no SSH itself.

@param program - The file that it and its workers run.
@throws {UserError} that names what to change, when it cannot start.
*/
export const runPrimary = async (program: string): Promise<void> => {
	const words = process.argv.slice(2);
	const first = readSettings(words, process.env);
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
	let profile = await loadOwnProfile(settings);
	const isTrustedProxy = createTrustedProxies(settings.trustedProxies);
	const {log, flush} = createLog(settings.logLevel, 'primary');

	const count = createConnectionCount(settings);
	let rate = createConnectionRate(rateOf(settings));
	const metrics = createMetrics({
		connections: count.total,
		unauthenticated: count.unauthenticated,
		memory: () => (state === 'starting' ? 0 : pool.memory()),
		statisticsAge: () => statistics.age(),
	});
	const reception = createReception({
		isTrustedProxy,
		rate: {allow: key => rate.allow(key), size: () => rate.size()},
		count,
		pseudonym: createPseudonyms(),
		tellsAddresses: () => settings.logBotAddresses,
		serve: (message, socket) => pool.serve(message, socket),
		onRefused: metrics.refused,
	});
	const onMessage = (message: WorkerMessage) => {
		metrics.observe(message);
		if (message.kind === 'authenticated') {
			reception.authenticated(message.connection);
		} else if (message.kind === 'closed') {
			reception.release(message.connection);
		}
	};

	/* Sent to every worker, whose environment and files hold none of it. */
	const forWorkers = () => ({
		settings: {...settings, hostKeyPem: undefined, githubToken: undefined},
		content: {profile, stats: statistics.current()} satisfies Content,
	});

	const fetchStatistics = (of: Profile, by: Settings) =>
		startStatistics(of, by, process.env, log, () => {
			pool.tell({kind: 'stats', stats: statistics.current()});
		});
	let statistics = fetchStatistics(profile, settings);

	const server = createServer({pauseOnConnect: true, noDelay: true, keepAlive: true}, socket =>
		reception.receive(socket),
	);
	/* Before there are visitors and workers, as it may fail; asked before then, it knows of none. */
	let state: 'starting' | 'serving' | 'stopping' = 'starting';
	const health = () => {
		const workers = state === 'starting' ? 0 : pool.living();
		return {healthy: state === 'serving' && workers > 0, workers};
	};
	const metricsServer =
		settings.metrics === 'off' ? undefined : await serveMetrics(settings.metrics, metrics, health);
	await listen(server, settings, process.env);
	server.on('error', error => log.error({message: error.message}, 'accept-failed'));
	const pool = createWorkerPool({
		size: settings.workers,
		program,
		folder: dirname(program),
		start: () => ({kind: 'start', hostKey: hostKey.pem, ...forWorkers()}),
		onMessage,
		onLost: reception.release,
		log,
		metrics,
	});
	state = 'serving';

	const stop = async () => {
		if (state === 'stopping') {
			/* Asked twice: at once. */
			process.exit(1);
		}

		state = 'stopping';
		log.info({visitors: count.total()}, 'stopping');
		server.close();
		reception.close();
		await statistics.stop();
		await pool.drain((settings.drainSeconds + 2) * 1000);
		metricsServer?.close();
		log.info('stopped');
		flush();
		process.exit(0);
	};

	const reload = async () => {
		try {
			const next = readSettings(words, process.env);
			if (next !== 'help') {
				const nextProfile = await loadOwnProfile(next);
				const nextStatistics = fetchStatistics(nextProfile, next);
				await statistics.stop();
				statistics = nextStatistics;
				profile = nextProfile;
				settings = next;
				log.level = settings.logLevel;
				count.setLimits(settings);
				rate = createConnectionRate(rateOf(settings));
				pool.tell({kind: 'reload', ...forWorkers()});
				log.info('reloaded');
			}
		} catch (error) {
			/* What was there before stays. */
			log.error(
				{message: error instanceof UserError ? error.message : 'unexpected'},
				'reload-failed',
			);
		}
	};

	process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', reload);

	const {address, port} = (server.address() as {address?: string; port?: number}) ?? {};
	const {port: metricsPort} = (metricsServer?.address() as {port?: number} | null) ?? {};
	log.info(
		{
			address,
			port,
			...(metricsPort === undefined ? {} : {metricsPort}),
			fingerprint: hostKey.fingerprint,
			sshfp: hostKey.sshfp,
			newHostKey: hostKey.isNew,
		},
		'listening',
	);
	process.stderr.write(
		[
			`The résumé is served at ${address} port ${port}: try ssh -p ${port} ${address === '::' ? 'localhost' : address}`,
			`Host key${hostKey.isNew ? ' (new)' : ''}: ${hostKey.fingerprint}`,
			`DNS record: SSHFP ${hostKey.sshfp}`,
			'',
		].join('\n'),
	);
};
