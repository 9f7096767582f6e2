import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {type Server, startServer, until} from './server.ts';

vi.setConfig({testTimeout: 120_000});
/** For what takes longer on a busy machine, in milliseconds. */
const limit = 60_000;

/* Like systemd: reads datagrams, and closes the descriptor that comes with BARRIER=1. */
const listener = `
import array, os, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
server.bind(sys.argv[1])
print('bound', flush=True)
while True:
    data, ancillary, _, _ = server.recvmsg(4096, 256)
    print(data.decode().replace('\\n', ' '), flush=True)
    for _, _, descriptors in ancillary:
        for descriptor in array.array('i', descriptors):
            os.close(descriptor)
`;

const listen = async (path: string) => {
	const child = spawn('python3', ['-c', listener, path], {stdio: ['ignore', 'pipe', 'inherit']});
	const lines: string[] = [];
	createInterface({input: child.stdout}).on('line', line => lines.push(line));
	await until(() => lines.includes('bound'), limit, 'the listener');
	const exited = once(child, 'exit');
	return {
		/** The messages, without the barriers. */
		messages: () => lines.slice(1).filter(line => line !== 'BARRIER=1'),
		stop: async () => {
			child.kill('SIGKILL');
			await exited;
		},
	};
};

let folder: string;
let server: Server;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'notify-'));
});
afterEach(async () => {
	await server.stop();
	await rm(folder, {recursive: true, force: true});
});

describe('systemd', {tags: ['systemd', 'python3']}, () => {
	it('is notified when the server is ready, alive, reloading and stopping', async () => {
		const path = join(folder, 'notify');
		const systemd = await listen(path);
		try {
			server = await startServer({}, {NOTIFY_SOCKET: path, WATCHDOG_USEC: '500000'});
			const count = (text: string) => systemd.messages().filter(line => line === text).length;
			await until(() => count('WATCHDOG=1') >= 3, limit, 'three signs of life');
			expect(systemd.messages()[0]).toBe('READY=1');
			expect(count('READY=1')).toBe(1);

			server.process.kill('SIGHUP');
			await until(() => count('READY=1') === 2, limit, 'the end of the reload');
			const reload = systemd.messages().filter(line => !line.startsWith('WATCHDOG'));
			expect(reload).toEqual([
				'READY=1',
				expect.stringMatching(/^RELOADING=1 MONOTONIC_USEC=\d+$/),
				'READY=1',
			]);

			expect(await server.stop('SIGTERM')).toBe(0);
			/* The listener may print it after the server has exited. */
			await until(() => count('STOPPING=1') === 1, limit, 'the end');
		} finally {
			await systemd.stop();
		}
	});

	it('is not notified by a primary that hangs', async () => {
		const path = join(folder, 'notify');
		const systemd = await listen(path);
		try {
			server = await startServer({}, {NOTIFY_SOCKET: path, WATCHDOG_USEC: '200000'});
			await until(() => systemd.messages().length > 3, limit, 'signs of life');
			process.kill(server.process.pid ?? 0, 'SIGSTOP');
			/* One may be on its way. */
			await new Promise(resolve => setTimeout(resolve, 1000));
			const before = systemd.messages().length;
			await new Promise(resolve => setTimeout(resolve, 1000));
			expect(systemd.messages()).toHaveLength(before);
		} finally {
			await systemd.stop();
		}
	});
});

it('serves, and logs a warning once, if systemd cannot be notified', async () => {
	server = await startServer({}, {NOTIFY_SOCKET: join(folder, 'none'), PATH: folder});
	await until(() => server.events().some(({event}) => event === 'systemd-not-notified'), limit);
	expect(server.events().filter(({event}) => event === 'systemd-not-notified')).toEqual([
		expect.objectContaining({
			message: 'systemd-notify failed (ENOENT): install it, or do without Type=notify',
		}),
	]);
	expect(await server.stop('SIGTERM')).toBe(0);
});
