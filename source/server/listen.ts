import {once} from 'node:events';
import type {ListenOptions, Server} from 'node:net';
import {setImmediate as turn} from 'node:timers/promises';
import {UserError} from '../text/user-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** systemd passes sockets from this number on: sd_listen_fds(3). */
const firstPassed = 3;

/** The socket that systemd, or another service manager like it, opened for this process. */
export const passedSocket = ({LISTEN_FDS, LISTEN_PID}: Environment, pid: number) =>
	Number(LISTEN_FDS) >= 1 && Number(LISTEN_PID) === pid ? {fd: firstPassed} : undefined;

const fixes: Readonly<Record<string, string>> = {
	EADDRINUSE: 'the port is taken: choose another with --port',
	EACCES: 'ports below 1024 need root: choose another with --port, or pass a socket',
	EADDRNOTAVAIL: 'this machine has no such address: choose another with --address',
	ENOTFOUND: 'no such address: choose another with --address',
};

/**
Listens on the socket that was passed, or else on an address and port.

@throws {UserError} if it cannot, with the fix.
*/
export const listen = async (
	server: Server,
	{address, port}: {readonly address: string; readonly port: number},
	environment: Environment,
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

/** Whoever is in the backlog has this long to be accepted, should there be a flood. In milliseconds. */
const backlogTimeout = 1000;

/**
Stops listening once nobody is left in the backlog, which closing would reset. Node accepts one
connection in each turn of its event loop. The backlog of a socket that was passed stays.
*/
export const stopListening = async (server: Server, environment: Environment): Promise<void> => {
	let accepted = passedSocket(environment, process.pid) === undefined;
	server.on('connection', () => {
		accepted = true;
	});
	const deadline = performance.now() + backlogTimeout;
	while (accepted && performance.now() < deadline) {
		accepted = false;
		/* The first may end within this turn. */
		await turn();
		await turn();
	}

	server.close();
};
