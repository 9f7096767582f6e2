import type {Socket} from 'node:net';
import type {Connection as Client, Session, SFTPWrapper} from 'ssh2';

/*
Everything that is used of ssh2 outside its API, in one place. Each function throws if a new version
has moved what it needs, rather than let a guard fail silently.
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

/** Smaller packets than this multiply the work; a size of 0 makes ssh2 1.17 loop for ever (#1504). */
const minPacketSize = 512;

/** Whether a session's client accepts packets that are large enough to be worth sending. */
export const hasUsablePacketSize = (session: Session): boolean => {
	const size = (session as unknown as {_chanInfo?: {outgoing?: {packetSize?: number}}})._chanInfo
		?.outgoing?.packetSize;
	expect(size, 'Session._chanInfo.outgoing.packetSize');
	return size !== undefined && size >= minPacketSize;
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
	const original = handlers?.SERVICE_REQUEST;
	expect(original, 'Protocol._handlers.SERVICE_REQUEST');
	expect(protocol?.serviceAccept, 'Protocol.serviceAccept');
	let requested = false;
	const handle: typeof original = (receiver, service) => {
		const {authenticated} = client as unknown as {authenticated: boolean};
		if (requested && !authenticated && service === 'ssh-userauth') {
			receiver.serviceAccept?.(service);
		} else {
			requested = true;
			original?.(receiver, service);
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

/** Sends the exit status of a client's sftp, which ssh2 does not: without one, scp reports failure. */
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
