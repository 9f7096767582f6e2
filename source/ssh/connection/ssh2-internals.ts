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

/**
Lets a client ask for the authentication service again with each method that it tries, as Paramiko
does and sshd allows. ssh2 would disconnect it.
*/
export const allowRepeatedServiceRequests = (client: Client): void => {
	type Protocol = {
		readonly serviceAccept?: (service: string) => void;
		readonly _handlers?: {SERVICE_REQUEST?: (protocol: Protocol, service: string) => void};
	};
	const {_protocol: protocol} = client as unknown as {_protocol?: Protocol};
	const handlers = protocol?._handlers;
	const first = handlers?.SERVICE_REQUEST;
	expect(first, 'Protocol._handlers.SERVICE_REQUEST');
	expect(protocol?.serviceAccept, 'Protocol.serviceAccept');
	let asked = false;
	const handle: typeof first = (own, service) => {
		const {authenticated} = client as unknown as {authenticated: boolean};
		if (asked && !authenticated && service === 'ssh-userauth') {
			own.serviceAccept?.(service);
		} else {
			asked = true;
			first?.(own, service);
		}
	};
	if (handlers !== undefined) {
		handlers.SERVICE_REQUEST = handle;
	}
};

/** Closes a session in which nothing was started. ssh2 neither answers its client nor forgets it. */
export const closeUnstarted = (client: Client, session: Session): void => {
	const {_protocol: protocol, _chanMgr: channels} = client as unknown as {
		_protocol?: {channelClose?: (channel: number) => void};
		_chanMgr?: {remove?: (channel: number) => void};
	};
	const {_chanInfo: info} = session as unknown as {
		_chanInfo?: {
			readonly incoming?: {readonly id: number};
			readonly outgoing?: {readonly id: number};
		};
	};
	expect(protocol?.channelClose, 'Protocol.channelClose');
	expect(channels?.remove, 'Connection._chanMgr.remove');
	expect(info?.incoming, 'Session._chanInfo.incoming');
	expect(info?.outgoing, 'Session._chanInfo.outgoing');
	protocol?.channelClose?.(info?.outgoing?.id ?? 0);
	channels?.remove?.(info?.incoming?.id ?? 0);
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
