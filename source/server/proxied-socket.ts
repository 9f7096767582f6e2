import type {Socket} from 'node:net';
import {type ProxyHeader, readProxyHeader} from './proxy-protocol.ts';

/** A proxy sends its header at once. */
const patience = 3000;

/*
`pause()` alone lets Node read on into its own buffer, and what is there would not travel to the
worker with the socket.
*/
const stopReading = (socket: Socket) => {
	const {_handle: handle} = socket as unknown as {_handle?: {readStop: () => void} | null};
	handle?.readStop();
};

/**
Reads the PROXY header from a socket that was accepted paused, and pauses it again.

@returns the header, and the bytes behind it that were read already; nothing if there is no
valid header in time, or the socket is gone.
*/
export const readProxiedSocket = (
	socket: Socket,
): Promise<{readonly header: ProxyHeader; readonly head: Buffer} | undefined> =>
	new Promise(resolve => {
		let bytes = Buffer.alloc(0);
		const settle = (result: {header: ProxyHeader; head: Buffer} | undefined) => {
			clearTimeout(timer);
			stopReading(socket);
			socket.off('data', receive).off('close', give).pause();
			resolve(result);
		};
		const give = () => settle(undefined);
		const receive = (chunk: Buffer) => {
			bytes = Buffer.concat([bytes, chunk]);
			const header = readProxyHeader(bytes);
			if (header === 'invalid') {
				give();
			} else if (header !== 'incomplete') {
				settle({header, head: bytes.subarray(header.length)});
			}
		};
		const timer = setTimeout(give, patience);
		socket.on('data', receive).on('close', give).resume();
	});
