import {execFile} from 'node:child_process';
import {chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {version as first} from '../../package.json' with {type: 'json'};
import {bundledProfile} from '../../source/profile/bundled.ts';
import {type Github, goodToken, startGithub} from '../stats/github/server.ts';
import {position} from '../support/position.ts';
import {start} from '../support/pty.ts';
import {type Registry, startRegistry} from './registry.ts';
import {commandsOf} from './workflow.ts';

/*
What docs/releasing.md describes, with the committed state and an empty registry on this machine: the
first publish by hand, then a second version by the commands of the publishing workflow.
*/

const root = fileURLToPath(new URL('../..', import.meta.url));
const second = first.replace(/\d+$/, patch => String(Number(patch) + 1));
const branch = 'main';
const run = promisify(execFile);

let folder: string;
let registry: Registry;
let github: Github;
let environment: Readonly<Record<string, string>>;

const inFolder = (...names: readonly string[]) => join(folder, ...names);

const shell = async (directory: string, command: string, env: Record<string, string> = {}) => {
	const {stdout, stderr} = await run('bash', ['-eo', 'pipefail', '-c', command], {
		cwd: directory,
		env: {...environment, ...env},
		maxBuffer: 64 * 1024 * 1024,
	});
	expect(stderr, command).not.toMatch(/^npm (?:warn|error)/im);
	return stdout;
};

/* With this machine's own settings: what is installed comes from the real registry. */
const install = (directory: string) => run('npm', ['ci'], {cwd: directory});

/* `npm test` takes long and has its own command; of it, only the build is needed here. */
const build = (directory: string) => shell(directory, 'npm run --silent build');

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
	for (const name of ['registry', 'home', 'bin', 'publish', 'release']) {
		await mkdir(inFolder(name));
	}

	[registry, github] = await Promise.all([startRegistry(inFolder('registry')), startGithub()]);
	const {login} = bundledProfile.stats;
	const users = github.users as Map<string, unknown>;
	users.set(login.toLowerCase(), users.get('sample-user'));
	environment = {
		PATH: [inFolder('bin'), registry.commands, process.env.PATH].join(delimiter),
		HOME: inFolder('home'),
		LANG: 'C.UTF-8',
		XDG_CACHE_HOME: inFolder('home/cache'),
		XDG_DATA_HOME: inFolder('home/data'),
		YARN_NPM_REGISTRY_SERVER: registry.url,
		YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
		/* Yarn ignores versions less than a day old, as Deno does without its flag. */
		YARN_NPM_MINIMAL_AGE_GATE: '0',
		GIT_AUTHOR_NAME: 'Owner',
		GIT_AUTHOR_EMAIL: 'owner@example.com',
		GIT_COMMITTER_NAME: 'Owner',
		GIT_COMMITTER_EMAIL: 'owner@example.com',
		TECHBYABRAR_API_URL: github.baseUrls.api,
		TECHBYABRAR_WEB_URL: github.baseUrls.web,
		TECHBYABRAR_CARD_URL: `${github.url}/cards`,
	};
	const owner = `${registry.url.replace(/^\w+:/, '')}:_authToken=${registry.token}`;
	await writeFile(inFolder('home/.npmrc'), `registry=${registry.url}\n${owner}\n`);
	await shell(folder, `git clone --quiet --bare ${root} origin.git`);
	await shell(
		inFolder('origin.git'),
		`git branch --force ${branch} HEAD && git symbolic-ref HEAD refs/heads/${branch}`,
	);
	await shell(folder, 'git clone --quiet origin.git owner');
	await install(inFolder('owner'));
});

afterAll(async () => {
	registry?.close();
	await github?.close();
	await rm(folder, {recursive: true, force: true, maxRetries: 3});
});

/* The résumé on the screen, as a runner shows it to a visitor. */
const expectVisit = async (command: string, version: string) => {
	const directory = await mkdtemp(inFolder('visitor-'));
	expect(await shell(directory, `${command} --version`)).toMatch(new RegExp(`^${version}$`, 'm'));
	const session = start('bash', ['-c', `cd '${directory}' && exec ${command} --offline`], {
		environment,
	});
	await session.until(position(1), 60_000);
	expect(session.text()).toContain(bundledProfile.name);
	session.send('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
};

test('the first version is published by hand, without a warning', async () => {
	await build(inFolder('owner'));
	await shell(inFolder('owner'), 'npm publish');
	await expectVisit('npx --yes techbyabrar', first);
});

test('a tag is pushed', async () => {
	const changelog = inFolder('owner/CHANGELOG.md');
	const text = await readFile(changelog, 'utf8');
	await writeFile(changelog, text.replace(/^## /m, `## ${second}\n\n- A rehearsal.\n\n## `));
	await shell(inFolder('owner'), `git commit --quiet --all --message 'Describe ${second}'`);
	await shell(inFolder('owner'), `npm version ${second} && git push --quiet --follow-tags`);
});

/* The actions of GitHub are replaced here: checkout, artifacts, and the command `gh`. */
const runJob = async (job: string): Promise<string> => {
	const workflow = new URL('../../.github/workflows/publish.yml', import.meta.url);
	const commands = await commandsOf(workflow, job, {
		'github.token': goodToken,
		'github.repository': 'owner/repository',
		'github.event.repository.default_branch': branch,
	});
	let output = '';
	for (const {run, env, mayFail} of commands) {
		if (run === 'npm ci') {
			await install(inFolder(job));
		} else if (run === 'npm test') {
			await build(inFolder(job));
		} else {
			const result = shell(inFolder(job), run, {...env, GITHUB_REF_NAME: `v${second}`});
			output += await (mayFail ? result.catch(String) : result);
		}
	}

	return output;
};

test('the workflow builds what is released', async () => {
	await shell(folder, `git clone --quiet --branch v${second} origin.git build`);
	expect(await runJob('build')).toContain('snapshot: updated');
	expect(await readFile(inFolder('build/release/notes.md'), 'utf8')).toBe('- A rehearsal.\n');
	const sbom = JSON.parse(await readFile(inFolder('build/release/sbom.cdx.json'), 'utf8'));
	expect(sbom.components.map(({name}: {name: string}) => name)).toContain('ink');
	await shell(folder, `git clone --quiet --branch ${branch} origin.git snapshot`);
	for (const job of ['publish', 'release', 'snapshot']) {
		await cp(inFolder('build/release'), inFolder(job, 'release'), {recursive: true});
	}
});

test('the workflow publishes, describes the release and commits the statistics', async () => {
	expect(await runJob('publish')).toContain(`+ techbyabrar@${second}`);
	await writeFile(inFolder('bin/gh'), '#!/bin/sh\necho "$@"\n');
	await chmod(inFolder('bin/gh'), 0o755);
	const described = await runJob('release');
	expect(described).toMatch(
		new RegExp(`^release create v${second} .*--notes-file release/notes.md`),
	);
	expect(described).toContain(`release/techbyabrar-${second}.tgz release/sbom.cdx.json`);
	await runJob('snapshot');
	expect(await shell(inFolder('origin.git'), 'git log -1 --format=%s')).toBe(
		'Update the statistics snapshot\n',
	);
	expect(await runJob('snapshot')).toBe('');
});

test.each([
	'npx --yes ',
	'pnpm dlx ',
	'bun x ',
	'yarn dlx --quiet ',
	'deno run -A --minimum-dependency-age=0 npm:',
])('%stechbyabrar shows the new version', async runner =>
	expectVisit(`${runner}techbyabrar@${second}`, second),
);

test('npx shows the new version to a visitor who knows the old one', async () =>
	expectVisit('npx --yes techbyabrar', second));
