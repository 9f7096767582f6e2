/*
`npm run rehearse`: publishes the committed state to an empty registry on this machine, as
docs/releasing.md describes: first by hand, then a second version by the commands of the publishing
workflow. Then it visits the résumé with each package runner.
*/
import {execFile} from 'node:child_process';
import {chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {goodToken, startGithub} from '../stats/github/server.ts';
import {start} from '../support/pty.ts';
import {startRegistry} from './registry.ts';
import {commandsOf} from './workflow.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
const place = async (name: string) => {
	await mkdir(join(folder, name));
	return join(folder, name);
};

const home = await place('home');
const bin = await place('bin');
console.log('installing verdaccio and the package managers …');
const registry = await startRegistry(await place('registry'));
const github = await startGithub();
const {login} = bundledProfile.stats;
(github.users as Map<string, unknown>).set(login.toLowerCase(), github.users.get('sample-user'));

/* Nothing of this machine's npm but its programs. */
const environment = {
	PATH: [bin, registry.commands, process.env.PATH].join(delimiter),
	HOME: home,
	LANG: 'C.UTF-8',
	XDG_CACHE_HOME: join(home, 'cache'),
	XDG_DATA_HOME: join(home, 'data'),
	YARN_NPM_REGISTRY_SERVER: registry.url,
	YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
	/* Yarn takes no version before it is a day old. */
	YARN_NPM_MINIMAL_AGE_GATE: '0',
	GIT_AUTHOR_NAME: 'Owner',
	GIT_AUTHOR_EMAIL: 'owner@example.com',
	GIT_COMMITTER_NAME: 'Owner',
	GIT_COMMITTER_EMAIL: 'owner@example.com',
	TECHBYABRAR_API_URL: github.baseUrls.api,
	TECHBYABRAR_WEB_URL: github.baseUrls.web,
	TECHBYABRAR_CARD_URL: `${github.url}/cards`,
};

const shell = async (directory: string, command: string, env: NodeJS.ProcessEnv = {}) => {
	console.log(`$ ${command.trimEnd().replaceAll('\n', '\n  ')}`);
	const {stdout, stderr} = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', command], {
		cwd: directory,
		env: {...environment, ...env},
		maxBuffer: 64 * 1024 * 1024,
	});
	const warnings = stderr.match(/^npm (?:warn|error).*/gim);
	if (warnings !== null) {
		throw new Error(`${command} warns:\n${warnings.join('\n')}`);
	}

	return stdout;
};

const expectText = (text: string, part: string) => {
	if (!text.includes(part)) {
		throw new Error(`"${part}" is missing in:\n${text}`);
	}
};

/* The résumé on the screen, as a runner shows it to a visitor. */
const visit = async (command: string, version: string) => {
	const directory = await mkdtemp(join(folder, 'visitor-'));
	expectText(await shell(directory, `${command} --version`), version);
	const session = start('bash', ['-c', `cd ${directory} && exec ${command} --offline`], {
		environment,
	});
	await session.until('1/8', 60_000);
	await session.until(bundledProfile.name);
	session.send('q');
	const {exitCode} = await session.exit;
	expectText(`exit code ${exitCode}`, 'exit code 0');
	console.log(`  ${command}: shows ${version}`);
};

const firstRelease = async (directory: string) => {
	await shell(directory, 'npm publish');
	const {version} = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
	await visit('npx --yes techbyabrar', version);
};

const tagRelease = async (directory: string): Promise<string> => {
	const changelog = join(directory, 'CHANGELOG.md');
	const {version} = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
	const next = version.replace(/\d+$/, (patch: string) => String(Number(patch) + 1));
	const text = await readFile(changelog, 'utf8');
	await writeFile(changelog, text.replace(/^## /m, `## ${next}\n\n- A rehearsal.\n\n## `));
	await shell(directory, `git commit --quiet --all --message 'Describe ${next}'`);
	await shell(directory, `npm version ${next} && git push --quiet --follow-tags`);
	return next;
};

/* What GitHub's own actions do is done here in their place: checkout, artifacts, and `gh`. */
const runWorkflow = async (origin: string, branch: string, tag: string) => {
	const gh = join(bin, 'gh');
	await writeFile(gh, '#!/bin/sh\nfor file in release/*; do echo "$file"; done\necho "gh $*"\n');
	await chmod(gh, 0o755);
	const workflow = new URL('../../.github/workflows/publish.yml', import.meta.url);
	const values = {
		'github.token': goodToken,
		'github.repository': 'TechbyAbrar/techbyabrar',
		'github.event.repository.default_branch': branch,
	};
	const outputs: string[] = [];
	const refs = {build: tag, publish: undefined, release: undefined, snapshot: branch};
	for (const [job, ref] of Object.entries(refs)) {
		const directory = join(folder, `job-${job}`);
		await (ref === undefined
			? mkdir(directory)
			: shell(folder, `git clone --quiet --branch ${ref} ${origin} ${directory}`));
		if (job !== 'build') {
			await cp(join(folder, 'job-build/release'), join(directory, 'release'), {recursive: true});
		}

		for (const {run, env, mayFail} of await commandsOf(workflow, job, values)) {
			if (run === 'npm test') {
				console.log(`(left out: ${run})`);
			} else if (run === 'npm ci') {
				await promisify(execFile)('npm', ['ci'], {cwd: directory});
			} else {
				const result = shell(directory, run, {...env, GITHUB_REF_NAME: tag});
				outputs.push(await (mayFail ? result.catch(String) : result));
			}
		}
	}

	return outputs.join('\n');
};

try {
	const npmrc = `registry=${registry.url}\n${registry.url.replace(/^\w+:/, '')}:_authToken=${registry.token}\n`;
	await writeFile(join(home, '.npmrc'), npmrc);
	const [origin, owner] = [join(folder, 'origin.git'), join(folder, 'owner')];
	const branch = 'main';
	await shell(folder, `git clone --quiet --bare ${root} ${origin}`);
	await shell(
		origin,
		`git branch --force ${branch} HEAD && git symbolic-ref HEAD refs/heads/${branch}`,
	);
	await shell(folder, `git clone --quiet ${origin} ${owner}`);
	await promisify(execFile)('npm', ['ci'], {cwd: owner});
	await firstRelease(owner);
	const version = await tagRelease(owner);
	const output = await runWorkflow(origin, branch, `v${version}`);
	for (const part of [
		`+ techbyabrar@${version}`,
		`gh release create v${version}`,
		`release/notes.md release/techbyabrar-${version}.tgz release/sbom.cdx.json`,
	]) {
		expectText(output, part);
	}

	expectText(await shell(origin, 'git log -1 --format=%s'), 'Update the statistics snapshot');
	for (const runner of ['npx --yes', 'pnpm dlx', 'bun x', 'yarn dlx --quiet']) {
		await visit(`${runner} techbyabrar@${version}`, version);
	}

	console.log('rehearsal: both releases were published and shown by npx, pnpm, bun and yarn');
} finally {
	registry.close();
	await github.close();
	await rm(folder, {recursive: true, force: true});
}
