import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/*
The programs that tests use beside the project's own packages. Each is a tag: tests that carry it
are left out where the program is not there, and counted (left-out.ts); provision.ts gets what it
can. With CI set, none is left out: what is missing is an error.
*/

export type Tool = {
	/** What it is called where it is missing. */
	readonly title: string;
	readonly isThere: () => boolean;
	/** The Debian packages that bring it. */
	readonly debian?: string;
	/** The npm package that brings it, as an entry of dependencies. */
	readonly npm?: readonly [name: string, version: string] | undefined;
	/** Whether it cannot be had on this platform: its tests are left out in CI as well. */
	readonly isUnavailable?: boolean;
};

const {platform, arch, env} = process;
const onLinux = platform === 'linux';

/** What is got for the tests is kept here, and survives `npm ci`. */
export const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** Where npm puts what it brings. */
export const toolsFolder = join(cache, 'tools');

/* An ordinary user's PATH often lacks what servers are in. */
const folders = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Where a program is, if it is anywhere. */
const locate = (program: string): string | undefined =>
	folders.map(folder => join(folder, program)).find(path => existsSync(path));

const runs = (program: string): boolean =>
	spawnSync(program, ['--version'], {stdio: 'ignore', timeout: 10_000}).status === 0;

/** A program that Debian brings, for the tests of the server: those run on Linux only. */
const debian = (program: string, packages: string, title = program): Tool => ({
	title,
	isThere: () => locate(program) !== undefined,
	debian: packages,
	isUnavailable: !onLinux,
});

/** Node binaries on npm are named for their platform. */
const nodePackage = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform === 'win32' ? 'win' : platform}-${arch}`;

const isRunning = (major: number) => process.versions.node.startsWith(`${major}.`);

/* The first Node of processors that came late. */
const firstOnArm: Readonly<Record<string, number>> = {darwin: 16, win32: 20};
const firstNode = arch === 'arm64' ? (firstOnArm[platform] ?? 0) : 0;

/** The path of a Node of some major version. */
export const nodeOf = (major: number): string =>
	isRunning(major)
		? process.execPath
		: join(toolsFolder, `node_modules/node-${major}/bin/node${platform === 'win32' ? '.exe' : ''}`);

const node = (major: number): Tool => ({
	title: `Node ${major}`,
	isThere: () => isRunning(major) || runs(nodeOf(major)),
	npm: isRunning(major) ? undefined : [`node-${major}`, `npm:${nodePackage}@${major}`],
	/* Node 25 and later are linked with it. */
	...(onLinux && major > 24 ? {debian: 'libatomic1'} : {}),
	isUnavailable: major < firstNode,
});

/** Where a browser from npm is unpacked, for whoever has none. */
export const browserFolder = join(cache, 'browser');

const installedBrowser = [
	...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
		.map(locate)
		.filter(path => path !== undefined),
	...['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
		name => `/Applications/${name}.app/Contents/MacOS/${name}`,
	),
	...[env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].flatMap(folder => [
		`${folder}\\Google\\Chrome\\Application\\chrome.exe`,
		`${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
	]),
].find(path => existsSync(path));

/** The browser to test in, and the variables that it needs. */
export const findBrowser = (): {readonly path: string; readonly env?: NodeJS.ProcessEnv} => {
	return installedBrowser === undefined
		? {
				path: join(browserFolder, 'chromium'),
				env: {
					...env,
					LD_LIBRARY_PATH: join(browserFolder, 'al2023/lib'),
					FONTCONFIG_PATH: join(browserFolder, 'fonts'),
				},
			}
		: {path: installedBrowser};
};

/** How to become root: not at all for an ordinary user, but CI's may. */
export const asRoot: readonly string[] | undefined =
	process.getuid?.() === 0 ? [] : env.CI ? ['sudo', '-n'] : undefined;

/** A folder with Debian sid's OpenSSH, newer than most machines' own, and its ssh-audit. */
export const sid = join(cache, 'sid');

const table = {
	browser: {
		title: 'Chrome, Chromium or Edge',
		isThere: () => existsSync(findBrowser().path),
		npm:
			onLinux && arch === 'x64' && installedBrowser === undefined
				? ['@sparticuz/chromium', '153.0.0']
				: undefined,
	},
	'node-12': node(12),
	'node-18': node(18),
	'node-20': node(20),
	'node-22': node(22),
	'node-24': node(24),
	'node-26': node(26),
	ssh: debian('ssh', 'openssh-client'),
	sshd: {
		...debian('sshd', 'openssh-server', 'sshd (as root)'),
		/* It serves another account. */
		isUnavailable: !onLinux || process.getuid?.() !== 0,
	},
	haproxy: debian('haproxy', 'haproxy', 'HAProxy'),
	plink: debian('plink', 'putty-tools', 'PuTTY'),
	dbclient: debian('dbclient', 'dropbear-bin', 'Dropbear'),
	paramiko: {
		...debian('python3', 'python3-paramiko', 'Paramiko'),
		isThere: () => existsSync('/usr/lib/python3/dist-packages/paramiko'),
	},
	asyncssh: {
		...debian('python3', 'python3-asyncssh', 'AsyncSSH'),
		isThere: () => existsSync('/usr/lib/python3/dist-packages/asyncssh'),
	},
	python3: debian('python3', 'python3', 'Python'),
	fail2ban: debian('fail2ban-regex', 'fail2ban'),
	systemd: debian('systemd-analyze', 'systemd'),
	'openssh-10': {
		title: 'OpenSSH 10.1 or later with ssh-audit (as root)',
		isThere: () => asRoot !== undefined && existsSync(`${sid}/usr/bin/ssh-audit`),
		debian: 'mmdebstrap debian-archive-keyring',
		isUnavailable: !onLinux,
	},
} satisfies Readonly<Record<string, Tool>>;

export type ToolName = keyof typeof table;

export const tools: Readonly<Record<ToolName, Tool>> = table;

declare module 'vitest' {
	interface TestTags {
		readonly tags: ToolName;
	}
}

/** The tools that are not there, or that this platform or user cannot use. */
export const missingTools = (): readonly ToolName[] =>
	(Object.keys(tools) as ToolName[]).filter(
		name => tools[name].isUnavailable || !tools[name].isThere(),
	);
