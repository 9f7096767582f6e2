/*
`npm run provision`, which `npm test` begins its tests with: gets the programs that the tests need
(tools.ts) and the machine does not have. From npm into .cache/: a browser and Nodes of other
versions. From Debian: what only Debian has, if whoever runs this is root. What is still missing
is an error in CI; elsewhere the tests that need it are left out.
*/
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {npm} from './npm.ts';
import {
	asRoot,
	browserFolder,
	cache,
	missingTools,
	sid,
	type Tool,
	tools,
	toolsFolder,
} from './tools.ts';

const run = async ([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) => {
	await promisify(execFile)(program, args, {
		env: {...process.env, ...env},
		timeout: 600_000,
		maxBuffer: 64 * 1024 * 1024,
	});
};

const missing = (): readonly Tool[] =>
	missingTools()
		.map((name): Tool => tools[name])
		.filter(({isUnavailable}) => !isUnavailable);

/** Fills a folder whole or not at all: what was cut off is begun anew the next time. */
const fill = async (folder: string, how: (partial: string) => Promise<unknown>) => {
	const partial = `${folder}.partial`;
	await rm(partial, {recursive: true, force: true});
	await mkdir(partial, {recursive: true});
	await how(partial);
	await rm(folder, {recursive: true, force: true});
	await rename(partial, folder);
};

/* It unpacks into the folder for temporary files, and its libraries only where it believes to be in a Lambda. */
const unpackBrowser = async (partial: string) => {
	const entry = join(toolsFolder, 'node_modules/@sparticuz/chromium/build/index.js');
	const script = `const {default: chromium} = await import(${JSON.stringify(entry)}); await chromium.executablePath();`;
	await run([process.execPath, '--input-type=module', '-e', script], {
		TMPDIR: partial,
		AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
	});
	/* Its own looks for them in /tmp. Without any font a page has no text to measure. */
	const fonts = '<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n';
	await writeFile(join(partial, 'fonts/fonts.conf'), fonts);
};

const fromNpm = async () => {
	if (!missing().some(({npm: entry}) => entry !== undefined)) {
		return;
	}

	const entries = Object.values(tools).flatMap(({npm: entry, isUnavailable}) =>
		entry === undefined || isUnavailable ? [] : [entry],
	);
	console.log(`From npm, into .cache: ${entries.map(([name]) => name).join(', ')}`);
	await mkdir(toolsFolder, {recursive: true});
	await writeFile(
		join(toolsFolder, 'package.json'),
		JSON.stringify({private: true, dependencies: Object.fromEntries(entries)}),
	);
	await npm(['install', '--no-bin-links', '--no-package-lock'], toolsFolder);
	if (!tools.browser.isThere()) {
		await fill(browserFolder, unpackBrowser);
	}
};

/*
Whole or not at all, as above. Packages are only unpacked, which takes a fraction of installing
them, so the list of users is put in place by hand. A test wants what is new, not what is signed
this week: a mirror may lag, and so may a machine's clock.
*/
const unpackSid = `
	rm -rf "$0" "$0.partial" &&
	mmdebstrap --variant=extract --include=base-files,base-passwd,coreutils,openssh-client,ssh-audit \\
		--aptopt='Acquire::Check-Valid-Until "false"' sid "$0.partial" &&
	cp "$0.partial/usr/share/base-passwd/passwd.master" "$0.partial/etc/passwd" &&
	mv "$0.partial" "$0"`;

const fromDebian = async () => {
	const packages = missing().flatMap(({debian}) => debian?.split(' ') ?? []);
	if (packages.length === 0 || asRoot === undefined || !existsSync('/usr/bin/apt-get')) {
		return;
	}

	console.log(`From Debian: ${packages.join(', ')}`);
	/* Servers are for the tests to start: not for systemd, which is told that it is in a chroot. */
	const aptGet = [
		...asRoot,
		'env',
		'DEBIAN_FRONTEND=noninteractive',
		'SYSTEMD_OFFLINE=1',
		'apt-get',
	];
	const lock = ['-o', 'DPkg::Lock::Timeout=300'];
	await run([...aptGet, ...lock, 'update', '-qq']);
	await run([...aptGet, ...lock, 'install', '-qq', '--no-install-recommends', ...packages]);
	if (!tools['openssh-10'].isThere()) {
		console.log('From Debian sid, into .cache: openssh-client, ssh-audit');
		await mkdir(cache, {recursive: true});
		await run([...asRoot, 'sh', '-c', unpackSid, sid]);
	}
};

const outcomes = await Promise.allSettled([fromNpm(), fromDebian()]);
for (const outcome of outcomes) {
	if (outcome.status === 'rejected') {
		const {message, stderr} = outcome.reason as Error & {stderr?: string};
		console.error((stderr || message).trim().split('\n').slice(-5).join('\n'));
	}
}

const left = missing().map(({title}) => title);
if (left.length > 0 && process.env.CI) {
	console.error(`The tests need ${left.join(', ')}: install what is missing, or unset CI`);
	process.exit(1);
}
