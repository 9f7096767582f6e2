/* @module-tag ssh */
import {mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it, onTestFinished, vi} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {serverError} from '../stats/github/failures.ts';
import {goodToken, startGithub} from '../stats/github/server.ts';
import {ssh, sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

vi.setConfig({testTimeout: 180_000});
/** For what takes longer on a busy machine, in milliseconds. */
const limit = 60_000;

let github: Awaited<ReturnType<typeof startGithub>>;
let server: Server;
const startAsking = (flags: Readonly<Record<string, string>>, environment = {}) => {
	Object.assign(github.remaining, {core: 60, search: 10, graphql: 5000});
	return startServer(
		{'connection-rate': 1000, ...flags},
		{
			TECHBYABRAR_API_URL: github.baseUrls.api,
			TECHBYABRAR_WEB_URL: github.baseUrls.web,
			TECHBYABRAR_CARD_URL: `${github.url}/cards`,
			...environment,
		},
	);
};
const startWith = (token: string) => startAsking({}, {RESUME_SSH_GITHUB_TOKEN: token});
beforeAll(async () => {
	github = await startGithub();
	const user = github.users.get('sample-user');
	(github.users as Map<string, unknown>).set(bundledProfile.stats.login.toLowerCase(), user);
	/* The first request is slow, since the stand-in builds GitHub's schema. */
	await fetch(`${github.baseUrls.api}/graphql`, {
		method: 'POST',
		headers: {authorization: `Bearer ${goodToken}`},
		body: JSON.stringify({query: '{viewer {login}}'}),
	});
	github.reset();
	server = await startWith(goodToken);
});
afterAll(async () => {
	await server.stop();
	await github.close();
});

it('are fetched once, with the operator’s token, for everyone', async () => {
	await until(
		async () => (await ssh(server, 'stats')).stdout.includes('1,284'),
		limit,
		'the numbers',
	);
	const asked = github.requests.length;
	expect(github.requests[0]).toBe('POST /api/graphql');
	const screens = Array.from({length: 4}, () => sshScreen(server, {words: ['stats']}));
	for (const screen of screens) {
		await screen.shows('1,284', limit);
		screen.press('r');
		screen.press('q');
		expect(await screen.exit(limit)).toBe(0);
	}

	expect((await ssh(server, 'json')).stdout).toContain('1284');
	expect(github.requests.length).toBe(asked);
	expect(await server.metric('resume_ssh_statistics_age_seconds')).toBeGreaterThanOrEqual(0);
});

it('do not reveal the token', async () => {
	expect(server.lines.join('\n')).not.toContain(goodToken);
	expect(await server.metrics()).not.toContain(goodToken);
});

it('are approximate with a refused token, which is logged and not shown to visitors', async () => {
	const other = await startWith('expired');
	const setback = () => other.events().find(({event}) => event === 'statistics-setback');
	await until(() => setback() !== undefined, limit, 'the refusal');
	expect(setback()).toMatchObject({reason: 'token-refused'});
	await until(
		async () => (await ssh(other, 'stats')).stdout.includes('≈ 1,284'),
		limit,
		'approximate numbers',
	);
	expect((await ssh(other, 'stats')).stdout).not.toContain('token');
	await other.stop();
});

describe('after SIGHUP', () => {
	const startReloadable = async () => {
		const folder = await mkdtemp(join(tmpdir(), 'reload-'));
		const token = join(folder, 'token');
		const profile = join(folder, 'profile.json');
		await writeFile(token, goodToken);
		await writeFile(profile, JSON.stringify(bundledProfile));
		const server = await startAsking({'github-token-file': token, profile});
		onTestFinished(async () => {
			github.reset();
			await server.stop();
			await rm(folder, {recursive: true, force: true});
		});
		const count = (event: string) => server.events().filter(line => line.event === event).length;
		await until(
			async () => (await ssh(server, 'stats')).stdout.includes('1,284'),
			limit,
			'the numbers',
		);
		return {server, token, profile, count};
	};

	it.each([
		['the same token', goodToken],
		['another token', 'another'],
	])('known numbers stay when the fetch fails: %s', async (_name, nextToken) => {
		const {server, token, count} = await startReloadable();
		github.intercept(/./, serverError());
		const before = count('statistics-setback');
		await writeFile(token, nextToken);
		server.process.kill('SIGHUP');
		await until(() => count('statistics-setback') > before, limit, 'the failed fetch');
		expect(count('reloaded')).toBe(1);
		/* The workers are updated within half a second; a later response must not be worse. */
		await pause(1000);
		expect((await ssh(server, 'stats')).stdout).toContain('1,284');
		expect(await server.metric('resume_ssh_statistics_age_seconds')).toBeGreaterThan(0);
	});

	it('another user’s numbers disappear', async () => {
		const {server, profile} = await startReloadable();
		github.intercept(/./, serverError());
		const other = {...bundledProfile, stats: {...bundledProfile.stats, login: 'zero-user'}};
		await writeFile(profile, JSON.stringify(other));
		server.process.kill('SIGHUP');
		await until(
			async () => !(await ssh(server, 'stats')).stdout.includes('1,284'),
			limit,
			'other numbers',
		);
	});

	it('sixty times, the last one takes effect, with few requests to GitHub', async () => {
		const {server, profile, count} = await startReloadable();
		const asked = github.counts.graphql;
		const begun = performance.now();
		const text = await readFile(profile, 'utf8');
		for (let index = 1; index <= 60; index++) {
			await writeFile(`${profile}.next`, text.replaceAll('Abraham Abrar', `Visitor ${index}.`));
			await rename(`${profile}.next`, profile);
			server.process.kill('SIGHUP');
			await pause(20);
		}

		await until(
			async () => (await ssh(server, 'text')).stdout.includes('Visitor 60.'),
			limit,
			'the last profile',
		);
		/* At most one each second, and one more at either end. */
		const most = (performance.now() - begun) / 1000 + 2;
		expect(count('reloaded')).toBeLessThanOrEqual(most);
		expect(github.counts.graphql - asked).toBeLessThanOrEqual(most);
		expect(count('reload-failed')).toBe(0);
		expect((await ssh(server, 'stats')).stdout).toContain('1,284');
		expect(await server.stop('SIGTERM')).toBe(0);
	});
});
