import type {Socket} from 'node:net';
import type {Connection as Client, Session, SFTPWrapper} from 'ssh2';

/*
What is needed of ssh2 and is not in its API, gathered in one place. Each throws when a new
version has moved it, rather than leave a guard without its eyes.
*/

const expect = (value: unknown, what: string): void => {
	if (value === undefined || value === null) {
		throw new Error(`ssh2 has moved ${what}: adapt source/ssh/connection/ssh2-internals.ts`);
	}
};

/** The socket that a client speaks through. */
export const socketOf = (client: Client): Socket => {
	const {_sock: socket} = client as unknown as {_sock?: Socket};
	expect(socket, 'Connection._sock');
	return socket as Socket;
};

/** The largest packet that a client takes in a session, in bytes. */
export const largestPacketOf = (session: Session): number => {
	const size = (session as unknown as {_chanInfo?: {outgoing?: {packetSize?: number}}})._chanInfo
		?.outgoing?.packetSize;
	expect(size, 'Session._chanInfo.outgoing.packetSize');
	return size as number;
};

/** Tells a client how its sftp ended, which ssh2 does not: scp would take silence for a failure. */
export const sendExitStatus = (sftp: SFTPWrapper, code: number): void => {
	const {_protocol: protocol, outgoing} = sftp as unknown as {
		_protocol?: {exitStatus?: (channel: number, code: number) => void};
		outgoing?: {id: number; state: string};
	};
	expect(protocol?.exitStatus, 'SFTP._protocol.exitStatus');
	expect(outgoing, 'SFTP.outgoing');
	if (outgoing?.state === 'open') {
		protocol?.exitStatus?.(outgoing.id, code);
	}
};
