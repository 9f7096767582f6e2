import {once} from 'node:events';
import type {ListenOptions, Server} from 'node:net';
import {setImmediate as turn} from 'node:timers/promises';
import {UserError} from '../text/user-error.ts';

/** The first file descriptor that systemd passes: SD_LISTEN_FDS_START in sd_listen_fds(3). */
const firstPassedFd = 3;

/** The socket that systemd, or another service manager like it, opened for this process. */
export const passedSocket = ({LISTEN_FDS, LISTEN_PID}: NodeJS.ProcessEnv, pid: number) =>
	Number(LISTEN_FDS) >= 1 && Number(LISTEN_PID) === pid ? {fd: firstPassedFd} : undefined;

const fixes: Readonly<Record<string, string>> = {
	EADDRINUSE: 'the port is in use: choose another with --port',
	EACCES: 'ports below 1024 need root: choose another with --port, or pass a socket',
	EADDRNOTAVAIL: 'this machine has no such address: choose another with --address',
	ENOTFOUND: 'no such address: choose another with --address',
};

/**
Listens on the passed socket, or else on an address and port.

@throws {UserError} if it cannot, with the fix.
*/
export const listen = async (
	server: Server,
	{address, port}: {readonly address: string; readonly port: number},
	environment: NodeJS.ProcessEnv,
): Promise<void> => {
	const options = passedSocket(environment, process.pid) ?? {host: address, port};
	server.listen({...options, backlog: 511} as ListenOptions);
	try {
		await once(server, 'listening');
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		throw new UserError(`cannot listen on ${address} port ${port}: ${fixes[code] ?? code}`);
	}
};

/** How long the backlog may take to empty, in case of a flood. In milliseconds. */
const backlogTimeout = 1000;

/**
Stops listening once the backlog is empty, since closing would reset the connections in it. Node
accepts one connection in each turn of its event loop. The backlog of a passed socket stays.
*/
export const stopListening = async (
	server: Server,
	environment: NodeJS.ProcessEnv,
): Promise<void> => {
	let accepted = passedSocket(environment, process.pid) === undefined;
	server.on('connection', () => {
		accepted = true;
	});
	const deadline = performance.now() + backlogTimeout;
	while (accepted && performance.now() < deadline) {
		accepted = false;
		/* The first turn may be the current one. */
		await turn();
		await turn();
	}

	server.close();
};
