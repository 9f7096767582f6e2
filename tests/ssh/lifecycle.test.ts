/* @module-tag ssh */
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {createConnection} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {ssh, sshScreen} from './client.ts';
import {faultyServer} from './faulty.ts';
import {type Server, startServer, until} from './server.ts';

/** For what takes longer on a busy machine, in milliseconds. */
const limit = 60_000;
vi.setConfig({testTimeout: 180_000});

let server: Server;
afterEach(() => server.stop().catch(() => {}));

const firstBytes = (port: number): Promise<string> =>
	new Promise(resolve => {
		let text = '';
		createConnection({port, host: '127.0.0.1'})
			.on('data', chunk => {
				text += chunk;
			})
			.on('close', () => resolve(text))
			.on('error', () => resolve('refused'));
	});

describe('SIGTERM', () => {
	it('exits at once without visitors', async () => {
		server = await startServer();
		const begun = performance.now();
		expect(await server.stop('SIGTERM')).toBe(0);
		/* Long before the ten seconds for visitors. */
		expect(performance.now() - begun).toBeLessThan(8000);
	});

	it('tells visitors, refuses new ones, restores terminals and exits with 0', async () => {
		server = await startServer({'drain-seconds': 5});
		const screens = [sshScreen(server), sshScreen(server, {columns: 40, rows: 12})];
		await Promise.all(screens.map(screen => screen.shows('Abraham Abrar')));
		const stopped = server.stop('SIGTERM');
		await Promise.all(screens.map(screen => screen.shows(/The server restarts in \d seconds?/)));
		screens[0]?.press('\u001B[B');
		await screens[0]?.shows('❯ Focus');
		await screens[0]?.shows(/The server restarts in \d seconds?/);
		expect(await firstBytes(server.port)).toBe('refused');
		for (const screen of screens) {
			expect(await screen.exit()).toBe(1);
			expect(screen.isAlternate()).toBe(false);
			expect(screen.text()).toMatch(/The server restarts; come\s+back/);
			expect(screen.text()).not.toContain('restarts in');
			expect(screen.bytes().lastIndexOf('\u001B[?25h')).toBeGreaterThan(
				screen.bytes().lastIndexOf('\u001B[?25l'),
			);
		}

		expect(await stopped).toBe(0);
	});

	it('lets visitors quit in the meantime', async () => {
		server = await startServer({'drain-seconds': 20});
		const screen = sshScreen(server);
		await screen.shows('Abraham Abrar');
		const stopped = server.stop('SIGTERM');
		await screen.shows('The server restarts');
		screen.press('q');
		expect(await screen.exit()).toBe(0);
		expect(screen.text()).not.toContain('The server restarts');
		expect(await stopped).toBe(0);
	});
});

describe('SIGTERM twice', () => {
	it('exits at once, with terminals restored', async () => {
		server = await startServer({'drain-seconds': 20});
		const screen = sshScreen(server);
		await screen.shows('Abraham Abrar');
		const stopped = server.stop('SIGTERM');
		await screen.shows('The server restarts in 20 seconds');
		const begun = performance.now();
		server.process.kill('SIGTERM');
		expect(await stopped).toBe(1);
		expect(await screen.exit()).toBe(1);
		expect(performance.now() - begun).toBeLessThan(15_000);
		expect(screen.isAlternate()).toBe(false);
		expect(screen.text()).toMatch(/The server restarts; come\s+back/);
	});
});

describe('SIGHUP', () => {
	it('loads a new profile and new limits, and disconnects nobody', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'reload-'));
		const profile = join(folder, 'profile.json');
		const settings = join(folder, 'ssh.env');
		const text = await readFile(new URL('../../data/profile.json', import.meta.url), 'utf8');
		await writeFile(profile, text);
		await writeFile(settings, 'RESUME_SSH_CONNECTION_RATE=100\n');
		server = await startServer({profile, settings});
		const screen = sshScreen(server);
		await screen.shows('❯ About');

		await writeFile(profile, text.replaceAll('Abraham Abrar', 'Somebody Else'));
		await writeFile(settings, 'RESUME_SSH_CONNECTIONS_PER_ADDRESS=2\n');
		server.process.kill('SIGHUP');
		await until(() => server.events().some(({event}) => event === 'reloaded'));
		expect((await ssh(server, 'text')).stdout).toContain('Somebody Else');
		screen.press('\u001B[B');
		await screen.shows('❯ Focus');
		expect(screen.text()).toContain('Abraham Abrar');
		const second = sshScreen(server);
		await second.shows('Somebody Else');
		expect((await ssh(server, 'text')).code).toBe(255);

		await writeFile(profile, 'no profile');
		second.press('q');
		await second.exit();
		server.process.kill('SIGHUP');
		await until(() => server.events().some(({event}) => event === 'reload-failed'));
		expect((await ssh(server, 'text')).stdout).toContain('Somebody Else');
		screen.press('q');
		expect(await screen.exit()).toBe(0);
	});
});

describe('a worker that hangs', () => {
	it('is replaced while the other serves', async () => {
		server = await startServer({'connection-rate': 1000});
		const [hung = 0] = await server.workers();
		process.kill(hung, 'SIGSTOP');
		const begun = performance.now();
		const outcomes: Promise<{readonly code: number; readonly at: number}>[] = [];
		while ((await server.workers()).includes(hung)) {
			outcomes.push(ssh(server, 'focus').then(({code}) => ({code, at: performance.now()})));
			await pause(250);
			expect(performance.now() - begun).toBeLessThan(60_000);
		}

		const killedAt = performance.now();
		await until(async () => (await server.health()).workers === 2);
		expect(await server.metric('resume_ssh_workers_replaced_total{reason="hung"}')).toBe(1);
		/* Connections to the one that hung were finally served by the other. */
		const served = await Promise.all(outcomes);
		expect(served.map(({code}) => code)).toEqual(served.map(() => 0));
		expect(served.filter(({at}) => at < killedAt).length).toBeGreaterThan(served.length / 2);
		expect((await ssh(server, 'focus')).code).toBe(0);
	});
});

describe('a worker with an error outside all sessions', () => {
	it('gets no new visitors, is replaced at once, and goes on serving those it has', async () => {
		const program = await faultyServer(
			"process.on('SIGUSR2', () => { throw new Error('nobody’s error'); });",
		);
		server = await startServer({'drain-seconds': 30, 'connection-rate': 1000}, {}, program);
		/* One for each worker. */
		const screens = [sshScreen(server), sshScreen(server)];
		await Promise.all(screens.map(screen => screen.shows('❯ About')));
		const [failing = 0, other] = await server.workers();
		process.kill(failing, 'SIGUSR2');
		const failure = () => server.events().find(({event}) => event === 'failed');
		await until(() => failure() !== undefined, limit, 'the error');
		expect(failure()).toMatchObject({message: expect.stringContaining('nobody’s error')});
		await until(async () => (await server.workers()).length === 3, limit, 'another worker');
		await until(async () => (await server.health()).workers === 2, limit, 'two that serve');
		expect(await server.workers()).toEqual(expect.arrayContaining([failing, other]));
		expect(await server.metric('resume_ssh_workers_replaced_total{reason="failed"}')).toBe(1);

		const before = server.events().length;
		const outcomes = await Promise.all(Array.from({length: 6}, () => ssh(server, 'focus')));
		expect(outcomes.map(({code}) => code)).toEqual(outcomes.map(() => 0));
		const served = server
			.events()
			.slice(before)
			.filter(({event}) => event === 'authenticated');
		expect(served).toHaveLength(6);
		expect(served.map(event => event.writer)).not.toContain(failure()?.writer);

		for (const screen of screens) {
			screen.press('q');
			expect(await screen.exit(limit)).toBe(0);
		}

		await until(async () => !(await server.workers()).includes(failing), limit, 'its end');
		expect(await server.workers()).toHaveLength(2);
	});
});

it('does not start if its workers cannot', async () => {
	const program = await faultyServer("throw new Error('broken');");
	await expect(startServer({}, {}, program)).rejects.toThrow(
		/no worker could start \(exit code 1\): see the lines above\n/,
	);
});

it('tells visitors when it is full', async () => {
	server = await startServer({connections: 2, 'connection-rate': 100});
	const screens = [sshScreen(server), sshScreen(server)];
	await Promise.all(screens.map(screen => screen.shows('❯ About')));
	const {code, stderr} = await ssh(server, 'work');
	expect(code).toBe(255);
	expect(stderr).toContain('The server is full; come back in a minute.');
	const third = sshScreen(server);
	expect(await third.exit()).toBe(255);
	expect(third.text()).toMatch(/The server is full; come\s+back\s+in\s+a\s+minute\./);
	expect(await server.metric('resume_ssh_dropped_total{reason="full"}')).toBe(2);
	screens[0]?.press('q');
	await screens[0]?.exit();
	await until(async () => (await ssh(server, 'work')).code === 0);
});

it('warns an idle visitor, withdraws the warning, and later ends the session', async () => {
	server = await startServer({'idle-seconds': 8, 'warning-seconds': 7});
	const screen = sshScreen(server);
	await screen.shows('❯ About');
	await screen.shows('Still there? Press a key within 4 s to stay.');
	screen.press('\u001B[B');
	await screen.shows('❯ Focus');
	await until(() => !screen.text().includes('Still there?'));
	expect(screen.text()).toContain('q quit');
	expect(await screen.exit()).toBe(1);
	expect(screen.text()).toContain('Session closed: no key was pressed for a while.');
	expect(screen.isAlternate()).toBe(false);
});

it('shortens the warning on a small screen and leaves room for the page', async () => {
	server = await startServer({'session-seconds': 8, 'warning-seconds': 4});
	const small = sshScreen(server, {columns: 20, rows: 6});
	const compact = sshScreen(server, {columns: 40, rows: 12});
	await small.shows(/About[\s\S]*Ends in \d s/);
	expect(small.text()).not.toContain('room');
	await compact.shows(/This session ends in \d seconds?\s*$/m);
	for (const screen of [small, compact]) {
		screen.press('q');
		expect(await screen.exit()).toBe(0);
	}
});

it('ends a session at its time limit, with a warning', async () => {
	server = await startServer({'session-seconds': 5, 'warning-seconds': 4});
	const screen = sshScreen(server);
	await screen.shows(/This session ends in \d seconds?/);
	expect(await screen.exit()).toBe(1);
	expect(screen.text()).toContain('Session closed: it reached the time limit.');
});

it('has workers that may read only their own folder', async () => {
	server = await startServer();
	const [worker] = await server.workers();
	const words = (await readFile(`/proc/${worker}/cmdline`, 'utf8')).split('\0');
	expect(words).toContain('--permission');
	expect(words.filter(word => word.startsWith('--allow'))).toEqual([
		expect.stringMatching(/^--allow-fs-read=.*ssh-server$/),
	]);
	const environment = await readFile(`/proc/${worker}/environ`, 'utf8');
	expect(environment.split('\0').filter(line => line !== '' && !line.startsWith('NODE_'))).toEqual([
		'MALLOC_ARENA_MAX=1',
	]);
});

it('reports an error in one line, and exits with 1', async () => {
	await expect(startServer({port: 'x'})).rejects.toThrow(
		/^the server did not start: --port must be a whole number from 0 to 65535\n$/,
	);
	await expect(startServer({metrics: 'nonsense'})).rejects.toThrow(
		/--metrics must be address:port/,
	);
	await expect(startServer({}, {RESUME_SSH_GITHUB_TOKEN: 'two words'})).rejects.toThrow(
		/: RESUME_SSH_GITHUB_TOKEN: not a valid GitHub token, fix or unset it\n$/,
	);
	server = await startServer();
	await expect(startServer({port: server.port})).rejects.toThrow(/the port is in use/);
});
