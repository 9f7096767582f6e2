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
The one table of settings. A flag `--handshake-seconds` is also the environment variable
RESUME_SSH_HANDSHAKE_SECONDS; help, parsing and docs/ssh.md's tables follow from here.
*/

const setting = <Value>(
	group: 'Server' | 'Content' | 'Records' | 'Limits',
	fallback: string,
	parse: Parser<Value>,
	summary: string,
	secret = false,
): Setting<Value> => ({group, summary, fallback, parse, secret});

export const settings = {
	address: setting('Server', '127.0.0.1', text, 'address to listen on; :: is every one'),
	port: setting('Server', '2222', integer(0, 65_535), 'port to listen on'),
	workers: setting('Server', '2', integer(1, 64), 'processes that serve visitors'),
	hostKey: setting(
		'Server',
		'',
		optional,
		'file of the Ed25519 host key; made if it is not there (default: in the state folder)',
	),
	hostKeyPem: setting(
		'Server',
		'',
		optional,
		'the host key itself, so that replicas share one',
		true,
	),
	trustedProxies: setting(
		'Server',
		'',
		list,
		'addresses or networks whose PROXY protocol header is believed, with commas between',
	),
	settings: setting(
		'Server',
		'',
		optional,
		'file of NAME=value lines, named like the environment variables; read again on SIGHUP',
	),
	shutdownDelaySeconds: setting(
		'Server',
		'5',
		integer(0, 30),
		'behind trusted proxies: seconds after SIGTERM that health checks fail before it stops listening',
	),
	drainSeconds: setting(
		'Server',
		'10',
		integer(0, 30),
		'seconds that visitors have left once it has stopped listening',
	),

	profile: setting(
		'Content',
		'',
		optional,
		'profile file; read again on SIGHUP (default: built in)',
	),
	githubToken: setting('Content', '', optional, 'GitHub token for the statistics', true),
	githubTokenFile: setting('Content', '', optional, 'file with that token'),

	logLevel: setting(
		'Records',
		'info',
		oneOf('debug', 'info', 'warn', 'error'),
		'least level that is logged: debug, info, warn or error',
	),
	logBotAddresses: setting(
		'Records',
		'false',
		boolean,
		'whether to log the addresses of bots, for fail2ban',
	),
	metrics: setting(
		'Records',
		'127.0.0.1:9222',
		text,
		'address and port of /metrics and /healthz; "off" for none',
	),

	connections: setting('Limits', '1000', integer(1, 100_000), 'visitors at a time'),
	connectionsPerAddress: setting(
		'Limits',
		'10',
		integer(1, 100_000),
		'connections of one address (IPv6: of one /64) at a time',
	),
	connectionsUnauthenticated: setting(
		'Limits',
		'100',
		integer(1, 10_000),
		'connections at a time that have not authenticated yet',
	),
	connectionRate: setting(
		'Limits',
		'10',
		integer(1, 100_000),
		'connections of one address a second, and at once',
	),
	handshakeSeconds: setting('Limits', '10', integer(1, 600), 'seconds to authenticate'),
	authenticationTries: setting('Limits', '6', integer(1, 100), 'tries to authenticate'),
	sessionlessSeconds: setting('Limits', '15', integer(1, 600), 'seconds without a running program'),
	sessionsPerConnection: setting('Limits', '2', integer(1, 10), 'sessions open in one connection'),
	stallSeconds: setting(
		'Limits',
		'20',
		integer(1, 600),
		'seconds that output may wait for a client that does not read it',
	),
	closeSeconds: setting(
		'Limits',
		'10',
		integer(1, 600),
		'seconds for a client to close a session whose program has ended',
	),
	connectionSeconds: setting('Limits', '7200', integer(2, 86_400), 'seconds of one connection'),
	inputRate: setting('Limits', '16', integer(1, 10_240), 'KiB a second that a client may send'),
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
		'KiB that a session may have waiting for a window',
	),
	rekeys: setting('Limits', '20', integer(1, 1000), 'key exchanges after the first'),
	idleSeconds: setting('Limits', '600', integer(2, 86_400), 'seconds without a key'),
	sessionSeconds: setting('Limits', '3600', integer(2, 86_400), 'seconds of one session'),
	warningSeconds: setting(
		'Limits',
		'30',
		integer(1, 600),
		'seconds between the warning and the end',
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
