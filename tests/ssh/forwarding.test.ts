/* @module-tag ssh */
import type {Client} from 'ssh2';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run, sshOptions} from './client.ts';
import {connect} from './raw-client.ts';
import {type Server, startServer} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer({'connection-rate': 1000});
});
afterAll(() => server.stop());

/** The replies that a client gets, with ssh2's client. */
const refusal = async (ask: (client: Client, answer: (error?: Error | null) => void) => void) => {
	const client = await connect(server);
	try {
		return await new Promise<string>(resolve =>
			ask(client, error => resolve(String(error?.message))),
		);
	} finally {
		client.end();
	}
};

describe('refuses', () => {
	it.each<[string, Parameters<typeof refusal>[0]]>([
		['-L', (client, answer) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, answer)],
		['-L to a socket', (client, answer) => client.openssh_forwardOutStreamLocal('/run/x', answer)],
		['-R', (client, answer) => client.forwardIn('127.0.0.1', 0, answer)],
		['-R of a socket', (client, answer) => client.openssh_forwardInStreamLocal('/tmp/x', answer)],
		['a subsystem', (client, answer) => client.subsys('netconf', answer)],
		['X11', (client, answer) => client.exec('focus', {x11: true}, answer)],
	])('%s', async (_name, ask) => {
		expect(await refusal(ask)).toMatch(
			/administratively|prohibited|unable|failure|forward|agent|X11/i,
		);
	});

	it.each([
		['-W', ['-W', '127.0.0.1:22']],
		['-w', ['-oTunnel=yes', '-w', 'any', '-oExitOnForwardFailure=yes', '-N']],
		['-R', ['-R', '0:127.0.0.1:22', '-oExitOnForwardFailure=yes', '-N']],
		['-s', ['-s']],
	])("OpenSSH's %s", async (flag, flags) => {
		const {code} = await run(
			[
				'ssh',
				...sshOptions(server),
				...flags,
				'anyone@127.0.0.1',
				...(flag === '-s' ? ['netconf'] : []),
			],
			{timeout: 5000},
		);
		expect(code).not.toBe(0);
	});

	it('an agent and X11, and still serves the client', async () => {
		const {code, stdout} = await run([
			'ssh',
			...sshOptions(server),
			'-A',
			'-X',
			'anyone@127.0.0.1',
			'focus',
		]);
		expect(code).toBe(0);
		expect(stdout).toContain('Backend');
	});
});

it('opens two sessions per connection, and no third', async () => {
	const client = await connect(server);
	const open = () =>
		new Promise<boolean>(resolve => {
			client.shell({term: 'xterm', cols: 80, rows: 24}, error => resolve(error === undefined));
		});
	expect([await open(), await open(), await open()]).toEqual([true, true, false]);
	client.end();
});
