import {once} from 'node:events';
import type {ListenOptions, Server} from 'node:net';
import {UserError} from '../text/user-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** systemd passes sockets from here on: sd_listen_fds(3). */
const firstPassed = 3;

/** The socket that systemd, or whoever speaks its protocol, has opened for this process. */
export const passedSocket = ({LISTEN_FDS, LISTEN_PID}: Environment, pid: number) =>
	Number(LISTEN_FDS) >= 1 && Number(LISTEN_PID) === pid ? {fd: firstPassed} : undefined;

const fixes: Readonly<Record<string, string>> = {
	EADDRINUSE: 'the port is taken: choose another with --port',
	EACCES: 'ports below 1024 are the superuser’s: choose another with --port, or pass a socket',
	EADDRNOTAVAIL: 'this machine has no such address: choose another with --address',
	ENOTFOUND: 'there is no such address: choose another with --address',
};

/**
Listens on a socket that was passed, or else on an address and port.

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
