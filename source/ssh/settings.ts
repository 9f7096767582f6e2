import {
	flagName,
	readSettings,
	type Setting,
	type ValuesOf,
	variableName,
} from '../server/read-settings.ts';
import {
	boolean,
	integer,
	list,
	oneOf,
	optional,
	type Parser,
	text,
} from '../server/setting-parsers.ts';

/*
The one table of settings. The flag `--handshake-seconds` is also the environment variable
RESUME_SSH_HANDSHAKE_SECONDS. The help lists them; a test compares docs/ssh.md's tables.
*/

const setting = <Value>(
	group: 'Server' | 'Content' | 'Logs and metrics' | 'Limits',
	fallback: string,
	parse: Parser<Value>,
	summary: string,
	secret = false,
): Setting<Value> => ({group, summary, fallback, parse, secret});

export const settings = {
	address: setting('Server', '127.0.0.1', text, 'address to listen on; :: for all interfaces'),
	port: setting('Server', '2222', integer(0, 65_535), 'port to listen on'),
	workers: setting('Server', '2', integer(1, 64), 'number of worker processes'),
	hostKey: setting(
		'Server',
		'',
		optional,
		'Ed25519 host key file; generated if missing (default: in the state directory)',
	),
	hostKeyPem: setting(
		'Server',
		'',
		optional,
		'the host key itself, for replicas that share one',
		true,
	),
	trustedProxies: setting(
		'Server',
		'',
		list,
		'comma-separated addresses or networks whose PROXY protocol headers are trusted',
	),
	settings: setting(
		'Server',
		'',
		optional,
		'file of NAME=value lines, named like the environment variables; reread on SIGHUP',
	),
	shutdownDelaySeconds: setting(
		'Server',
		'5',
		integer(0, 30),
		'behind trusted proxies: how long health checks fail after SIGTERM before the server stops listening',
	),
	drainSeconds: setting(
		'Server',
		'10',
		integer(0, 30),
		'how long visitors may stay once the server has stopped listening',
	),

	profile: setting('Content', '', optional, 'profile file; reread on SIGHUP (default: built in)'),
	githubToken: setting('Content', '', optional, 'GitHub token for the statistics', true),
	githubTokenFile: setting('Content', '', optional, 'file with that token'),

	logLevel: setting(
		'Logs and metrics',
		'info',
		oneOf('debug', 'info', 'warn', 'error'),
		'minimum level to log: debug, info, warn or error',
	),
	logBotAddresses: setting(
		'Logs and metrics',
		'false',
		boolean,
		'whether to log the addresses of bots, for fail2ban',
	),
	metrics: setting(
		'Logs and metrics',
		'127.0.0.1:9222',
		text,
		'address and port of /metrics and /healthz; off for none',
	),

	connections: setting('Limits', '1000', integer(1, 100_000), 'maximum number of visitors'),
	connectionsPerAddress: setting(
		'Limits',
		'10',
		integer(1, 100_000),
		'maximum connections per address (IPv6: per /64)',
	),
	connectionsUnauthenticated: setting(
		'Limits',
		'100',
		integer(1, 10_000),
		'maximum connections that have not authenticated yet',
	),
	connectionRate: setting(
		'Limits',
		'10',
		integer(1, 100_000),
		'maximum new connections per second and address, also in a burst',
	),
	handshakeSeconds: setting('Limits', '10', integer(1, 600), 'time limit for authenticating'),
	authenticationTries: setting('Limits', '6', integer(1, 100), 'maximum authentication attempts'),
	sessionlessSeconds: setting(
		'Limits',
		'15',
		integer(1, 600),
		'time limit without a running program',
	),
	sessionsPerConnection: setting(
		'Limits',
		'2',
		integer(1, 10),
		'maximum open sessions per connection',
	),
	stallSeconds: setting(
		'Limits',
		'20',
		integer(1, 600),
		'time limit for a client to read its output',
	),
	closeSeconds: setting(
		'Limits',
		'10',
		integer(1, 600),
		'time limit for a client to close a session whose program has ended',
	),
	connectionSeconds: setting(
		'Limits',
		'7200',
		integer(2, 86_400),
		'maximum duration of a connection',
	),
	inputRate: setting('Limits', '16', integer(1, 10_240), 'KiB per second that a client may send'),
	inputBurst: setting('Limits', '64', integer(8, 10_240), 'KiB that a client may send at once'),
	socketQueue: setting(
		'Limits',
		'1024',
		integer(64, 102_400),
		'KiB that a client may leave unread',
	),
	channelQueue: setting(
		'Limits',
		'256',
		integer(64, 102_400),
		'KiB of a session’s output that may wait for the client’s window',
	),
	rekeys: setting('Limits', '20', integer(1, 1000), 'maximum key exchanges after the first'),
	idleSeconds: setting('Limits', '600', integer(2, 86_400), 'time limit without a keystroke'),
	sessionSeconds: setting('Limits', '3600', integer(2, 86_400), 'maximum duration of a session'),
	warningSeconds: setting(
		'Limits',
		'30',
		integer(1, 600),
		'how long before either of these limits a visitor is warned',
	),
} as const;

export type Settings = ValuesOf<typeof settings>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

const prefix = 'RESUME_SSH_';

export const flagOf = (name: SettingName): string => flagName(name);

export const variableOf = (name: SettingName): string => variableName(prefix, name);

/** Reads the settings from the command line, the settings file and the environment. */
export const readSshSettings = (
	words: readonly string[],
	environment: NodeJS.ProcessEnv,
): Settings | 'help' => readSettings(settings, prefix, words, environment);
