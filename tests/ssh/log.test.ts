/* @module-tag ssh */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {run, ssh, sshOptions, sshScreen} from './client.ts';
import {attempt} from './raw-client.ts';
import {type Server, startServer, until} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer({
		'connection-rate': 1000,
		'log-bot-addresses': 'true',
		'log-level': 'debug',
	});
});
afterAll(() => server.stop());

const hostile = 'x\n{"event":"forged"}\r\u001B[2J"\\\u2028\u202E\u0000end';

it('is one JSON object per line, whatever clients send', async () => {
	await attempt(server, {username: hostile, exec: hostile, term: hostile});
	await attempt(server, {
		username: 'y'.repeat(20_000),
		exec: 'z'.repeat(20_000),
		term: 't'.repeat(5000),
	});
	await run([
		'ssh',
		...sshOptions(server),
		'-l',
		hostile.replaceAll('\0', ''),
		'127.0.0.1',
		'work',
	]);
	const screen = sshScreen(server, {term: 'evil"term'});
	await until(() => screen.bytes().length > 100);
	screen.press('q');
	await screen.exit();
	await until(() => server.events().some(({term}) => term === 'evil"term'));
	for (const line of server.lines) {
		expect(() => JSON.parse(line)).not.toThrow();
		expect(line).toMatch(/^[^\u0000-\u001F\u2028\u202E]{1,600}$/);
	}

	expect(server.events().some(({event}) => event === 'forged')).toBe(false);
});

it('has the addresses of bots for fail2ban, and no password', async () => {
	const {accepted} = await attempt(server, {username: 'root', password: 'hunter2'});
	expect(accepted).toBe(false);
	await until(() => server.events().some(({sign}) => sign === 'password for root'));
	expect(server.events()).toContainEqual(
		expect.objectContaining({event: 'bot', sign: 'password for root', address: '127.0.0.1'}),
	);
	expect(server.lines.join('\n')).not.toContain('hunter2');
});

it('has no addresses by default', async () => {
	const silent = await startServer({'connection-rate': 1000, 'log-level': 'debug'});
	try {
		await ssh(silent, 'work');
		await ssh(silent, 'busybox');
		await attempt(silent, {username: 'root', password: 'hunter2'});
		await until(() => silent.events().filter(({event}) => event === 'bot').length === 2);
		const lines = silent.lines.filter(line => !line.includes('"listening"')).join('\n');
		expect(lines).not.toContain('127.0.0.1');
	} finally {
		await silent.stop();
	}
});

it('has metrics whose labels are from closed lists', async () => {
	await attempt(server, {username: hostile, exec: 'evil{label="x"}', term: 'evil-term'});
	const metrics = await server.metrics();
	expect(metrics).not.toMatch(/evil|forged|hunter/);
	expect(metrics).toMatch(/resume_ssh_sessions_total\{program="unknown",terminal="other"\} \d/);
});
