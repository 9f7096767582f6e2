import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createConnection, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const shipped = new URL('../../deploy/haproxy/haproxy.cfg', import.meta.url);

const replaceAll = (text: string, replacements: readonly (readonly [string, string])[]) =>
	replacements.reduce((result, [from, to]) => {
		if (!result.includes(from)) {
			throw new Error(`deploy/haproxy/haproxy.cfg has no "${from}"`);
		}

		return result.replace(from, to);
	}, text);

/**
Runs HAProxy with the configuration in deploy/, in front of two servers on 127.0.0.1.

@param changes - Further replacements in it.
*/
export const startHaproxy = async (
	[first, second]: readonly [first: number, second: number],
	changes: readonly (readonly [string, string])[] = [],
) => {
	const folder = await mkdtemp(join(tmpdir(), 'haproxy-'));
	const control = join(folder, 'control');
	const config = replaceAll(await readFile(shipped, 'utf8'), [
		['defaults\n', `global\n    stats socket ${control}\ndefaults\n`],
		['bind :22', 'bind fd@3'],
		['192.0.2.11:2222', `127.0.0.1:${first}`],
		['192.0.2.12:2222', `127.0.0.1:${second}`],
		...changes,
	]);
	const file = join(folder, 'haproxy.cfg');
	await writeFile(file, config);

	const opened = createServer();
	opened.listen(0, '127.0.0.1');
	await once(opened, 'listening');
	const {port} = opened.address() as {port: number};
	const {fd} = (opened as unknown as {_handle: {fd: number}})._handle;
	const child = spawn('haproxy', ['-db', '-f', file], {
		env: {PATH: `${process.env.PATH}:/usr/sbin`},
		stdio: ['ignore', 'ignore', 'pipe', fd],
	});
	let messages = '';
	child.stderr?.setEncoding('utf8').on('data', text => {
		messages += text;
	});
	opened.close();
	const exited = once(child, 'exit');

	const ask = (command: string): Promise<string> =>
		new Promise(resolve => {
			let answer = '';
			createConnection(control)
				.on('error', () => {
					/* It has not started yet; `close` follows. */
				})
				.on('data', chunk => {
					answer += chunk;
				})
				.on('close', () => resolve(answer))
				.end(`${command}\n`);
		});

	return {
		port,
		/** A server's state for HAProxy: UP, DOWN, or in transition. */
		status: async (name: 'first' | 'second'): Promise<string | undefined> => {
			if (child.exitCode !== null) {
				throw new Error(`haproxy has ended: ${messages}`);
			}

			const [header = '', ...rows] = (await ask('show stat')).split('\n');
			const columns = header.replace(/^# /, '').split(',');
			const row = rows.find(line => line.startsWith(`servers,${name},`))?.split(',');
			return row?.[columns.indexOf('status')];
		},
		stop: async () => {
			child.kill('SIGKILL');
			await exited;
			await rm(folder, {recursive: true, force: true});
		},
	};
};

export type Haproxy = Awaited<ReturnType<typeof startHaproxy>>;
