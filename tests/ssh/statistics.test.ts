/* @module-tag ssh */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {goodToken, startGithub} from '../stats/github/server.ts';
import {ssh, sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

let github: Awaited<ReturnType<typeof startGithub>>;
let server: Server;
const startWith = (token: string) =>
	startServer(
		{'connection-rate': 1000},
		{
			TECHBYABRAR_API_URL: github.baseUrls.api,
			TECHBYABRAR_WEB_URL: github.baseUrls.web,
			TECHBYABRAR_CARD_URL: `${github.url}/cards`,
			RESUME_SSH_GITHUB_TOKEN: token,
		},
	);
beforeAll(async () => {
	github = await startGithub();
	const user = github.users.get('sample-user');
	(github.users as Map<string, unknown>).set(bundledProfile.stats.login.toLowerCase(), user);
	server = await startWith(goodToken);
});
afterAll(async () => {
	await server.stop();
	await github.close();
});

it('are fetched once, with the operator’s token, for everyone', async () => {
	await until(async () => (await ssh(server, 'stats')).stdout.includes('1,284'));
	const asked = github.requests.length;
	expect(github.requests[0]).toBe('POST /api/graphql');
	const screens = Array.from({length: 4}, () => sshScreen(server, {words: ['stats']}));
	for (const screen of screens) {
		await screen.shows('1,284');
		screen.press('r');
		screen.press('q');
		expect(await screen.exit()).toBe(0);
	}

	expect((await ssh(server, 'json')).stdout).toContain('1284');
	expect(github.requests.length).toBe(asked);
	expect(await server.metric('resume_ssh_statistics_age_seconds')).toBeGreaterThanOrEqual(0);
});

it('say nothing of the token', async () => {
	expect(server.lines.join('\n')).not.toContain(goodToken);
	expect(await server.metrics()).not.toContain(goodToken);
});

it('are near with a refused token, which the log tells and no visitor is shown', async () => {
	const other = await startWith('expired');
	const setback = () => other.events().find(({event}) => event === 'statistics-setback');
	await until(() => setback() !== undefined);
	expect(setback()).toMatchObject({reason: 'token-refused'});
	await until(async () => (await ssh(other, 'stats')).stdout.includes('≈ 1,284'));
	expect((await ssh(other, 'stats')).stdout).not.toContain('token');
	await other.stop();
});
