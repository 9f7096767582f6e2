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

it('is JSON, line by line, whatever clients say', async () => {
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

it('names bots with their address, so that fail2ban can act, and no password', async () => {
	const {accepted} = await attempt(server, {username: 'root', password: 'hunter2'});
	expect(accepted).toBe(false);
	await until(() => server.events().some(({sign}) => sign === 'password for root'));
	expect(server.events()).toContainEqual(
		expect.objectContaining({event: 'bot', sign: 'password for root', address: '127.0.0.1'}),
	);
	expect(server.lines.join('\n')).not.toContain('hunter2');
});

it('has no address of anyone unless the operator asks', async () => {
	const discreet = await startServer({'connection-rate': 1000, 'log-level': 'debug'});
	try {
		await ssh(discreet, 'work');
		await ssh(discreet, 'busybox');
		await attempt(discreet, {username: 'root', password: 'hunter2'});
		await until(() => discreet.events().filter(({event}) => event === 'bot').length === 2);
		const lines = discreet.lines.filter(line => !line.includes('"listening"')).join('\n');
		expect(lines).not.toContain('127.0.0.1');
	} finally {
		await discreet.stop();
	}
});

it('has metrics whose labels are from closed lists', async () => {
	await attempt(server, {username: hostile, exec: 'evil{label="x"}', term: 'evil-term'});
	const metrics = await server.metrics();
	expect(metrics).not.toMatch(/evil|forged|hunter/);
	expect(metrics).toMatch(/resume_ssh_sessions_total\{program="unknown",terminal="other"\} \d/);
});
