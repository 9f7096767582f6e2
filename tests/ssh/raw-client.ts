import {once} from 'node:events';
import {Client, type ClientChannel, type ConnectConfig} from 'ssh2';
import type {Server} from './server.ts';

/* ssh2's client, for what OpenSSH would never do. */

export type Attempt = {
	readonly username?: string;
	readonly password?: string;
	readonly exec?: string;
	readonly term?: string;
	/** Input to send after the first output. */
	readonly keys?: string;
};

/** Connects. A password, if given, is the only method offered. */
export const connect = async (
	{port}: Pick<Server, 'port'>,
	{username = 'anyone', password}: Attempt = {},
	more: Partial<ConnectConfig> = {},
): Promise<Client> => {
	const client = new Client();
	client.on('connect', () => client.setNoDelay(true));
	client.on('error', () => {});
	client.connect({
		host: '127.0.0.1',
		port,
		username,
		strictVendor: false,
		authHandler: (password === undefined
			? [{type: 'none', username}]
			: [{type: 'password', username, password}]) as unknown as ConnectConfig['authHandler'],
		...more,
	});
	const failed = once(client, 'error').then(([error]) => {
		throw error;
	});
	failed.catch(() => {});
	const closed = once(client, 'close').then(() => {
		throw new Error('closed');
	});
	closed.catch(() => {});
	await Promise.race([once(client, 'ready'), failed, closed]);
	return client;
};

/** Connects, runs a command if there is one, and disconnects. */
export const attempt = async (
	server: Pick<Server, 'port'>,
	what: Attempt,
	more: Partial<ConnectConfig> = {},
): Promise<{readonly accepted: boolean; readonly output: string}> => {
	let client: Client;
	try {
		client = await connect(server, what, more);
	} catch {
		return {accepted: false, output: ''};
	}

	const output = await new Promise<string>(resolve => {
		let text = '';
		const {exec = 'focus', term, keys} = what;
		client.exec(exec, term === undefined ? {} : {pty: {term}}, (error, channel) => {
			if (error) {
				resolve('');
				return;
			}

			(channel as ClientChannel)
				.on('data', (chunk: Buffer) => {
					if (text === '' && keys !== undefined) {
						channel.write(keys);
					}

					text += chunk;
				})
				.on('close', () => resolve(text));
			channel.stderr.on('data', (chunk: Buffer) => {
				text += chunk;
			});
		});
		client.on('close', () => resolve(text));
	});
	client.end();
	return {accepted: true, output};
};
