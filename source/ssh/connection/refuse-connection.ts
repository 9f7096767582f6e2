import type {Socket} from 'node:net';
import {lingerSeconds} from './guard.ts';

/** SSH_MSG_DISCONNECT and SSH_DISCONNECT_TOO_MANY_CONNECTIONS, RFC 4253, section 11.1. */
const disconnectMessage = 1;
const tooManyConnections = 12;

const block = 8;
const minPadding = 4;

const text = (value: string) => {
	const bytes = Buffer.from(value);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
};

/* The message as a packet, which before the key exchange is not encrypted. */
const disconnectPacket = (reason: string): Buffer => {
	const code = Buffer.alloc(5);
	code[0] = disconnectMessage;
	code.writeUInt32BE(tooManyConnections, 1);
	const payload = Buffer.concat([code, text(reason), text('')]);
	const padding = block + minPadding - ((5 + payload.length + minPadding) % block);
	const header = Buffer.alloc(5);
	header.writeUInt32BE(1 + payload.length + padding);
	header[4] = padding;
	return Buffer.concat([header, payload, Buffer.alloc(padding)]);
};

/** More than a client sends before it gets a reply; anything beyond is a flood. */
const maxBytes = 16 * 1024;

/** Sockets that may wait for their client to hang up; more are destroyed at once. */
const maxLingering = 256;

/** What a client is told when no slot is left. */
export const fullMessage = 'The server is full; come back in a minute.';

/** Tells a client why it is refused, in one line of ASCII, and hangs up. */
export type RefuseConnection = (socket: Socket, reason: string) => void;

/**
Makes a function that refuses connections to which nothing has been written yet. It sends an SSH
disconnect message before any key exchange: that costs one packet, and OpenSSH, PuTTY and others show
it, unlike a line before the version.
*/
export const createRefuser = (): RefuseConnection => {
	let lingering = 0;
	return (socket, reason) => {
		socket.write(Buffer.concat([Buffer.from('SSH-2.0-resume\r\n'), disconnectPacket(reason)]));
		if (lingering >= maxLingering) {
			socket.destroySoon();
			return;
		}

		/* Closing with input unread would reset the connection, and some clients lose the message. */
		lingering += 1;
		const timer = setTimeout(() => socket.destroy(), lingerSeconds * 1000);
		socket.once('close', () => {
			clearTimeout(timer);
			lingering -= 1;
		});
		socket.end();
		let bytes = 0;
		socket.on('data', ({length}) => {
			bytes += length;
			if (bytes > maxBytes) {
				socket.destroy();
			}
		});
		socket.resume();
	};
};
