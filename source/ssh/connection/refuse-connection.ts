import type {Socket} from 'node:net';
import {parting} from './guard.ts';

/** SSH_MSG_DISCONNECT and SSH_DISCONNECT_TOO_MANY_CONNECTIONS, RFC 4253, section 11.1. */
const disconnectMessage = 1;
const tooManyConnections = 12;

const block = 8;
const leastPadding = 4;

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
	const padding = block + leastPadding - ((5 + payload.length + leastPadding) % block);
	const header = Buffer.alloc(5);
	header.writeUInt32BE(1 + payload.length + padding);
	header[4] = padding;
	return Buffer.concat([header, payload, Buffer.alloc(padding)]);
};

/** More than a client says before it is answered; what comes beyond is a flood. */
const mostBytes = 16 * 1024;

/** Sockets that wait for their client to hang up, at most; more are destroyed at once. */
const mostWaiting = 256;

/** Tells a client why it is not served, in one line of ASCII, and hangs up. */
export type RefuseConnection = (socket: Socket, reason: string) => void;

/**
Makes a function that refuses connections to which nothing was written yet. It says so in SSH,
before any key exchange: that costs one packet, and OpenSSH, PuTTY and others show it, unlike a line
before the version.
*/
export const createRefusal = (): RefuseConnection => {
	let waiting = 0;
	return (socket, reason) => {
		socket.write(Buffer.concat([Buffer.from('SSH-2.0-resume\r\n'), disconnectPacket(reason)]));
		if (waiting >= mostWaiting) {
			socket.destroySoon();
			return;
		}

		/* Closed with the client's own words unread, it would be reset, and some lose the message. */
		waiting += 1;
		const timer = setTimeout(() => socket.destroy(), parting * 1000);
		socket.once('close', () => {
			clearTimeout(timer);
			waiting -= 1;
		});
		socket.end();
		let bytes = 0;
		socket.on('data', ({length}) => {
			bytes += length;
			if (bytes > mostBytes) {
				socket.destroy();
			}
		});
		socket.resume();
	};
};
