import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import type {Socket} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {isOver, rawConnection, rawSocket, type Target} from './raw.ts';

const greeting = Buffer.from('SSH-2.0-OpenSSH_9.9\r\n');

/* A KEXINIT with random lists, framed as an unencrypted packet. */
const randomKeyExchange = (): Buffer => {
	const body = Buffer.concat([Buffer.of(20), randomBytes(16 + Math.floor(Math.random() * 800))]);
	const padding = 8 - ((body.length + 5) % 8) + 8;
	const packet = Buffer.alloc(5 + body.length + padding);
	packet.writeUInt32BE(packet.length - 4);
	packet[4] = padding;
	body.copy(packet, 5);
	return packet;
};

/** Opens connections from many addresses, a few at a time, and does something with each. */
const swarm = async (target: Target, act: (socket: Socket) => void | Promise<void>) => {
	let index = 0;
	const one = async () => {
		while (!isOver(target)) {
			index += 1;
			const socket = await rawSocket(target, index % 200);
			if (socket !== undefined) {
				await act(socket);
				socket.destroy();
			}
		}
	};

	await Promise.all(Array.from({length: 12}, one));
};

const answered = (socket: Socket) =>
	Promise.race([once(socket, 'data').catch(() => {}), pause(50)]);

export const garbage = (target: Target) =>
	swarm(target, async socket => {
		socket.write(randomBytes(2048));
		await answered(socket);
	});

export const keyExchangeFuzz = (target: Target) =>
	swarm(target, async socket => {
		socket.write(Buffer.concat([greeting, randomKeyExchange(), randomBytes(256)]));
		await answered(socket);
		await answered(socket);
	});

/** Handshakes from one address as fast as it can: each costs the server a key exchange. */
export const handshakes = async (target: Target) => {
	const one = async () => {
		while (!isOver(target)) {
			const raw = await rawConnection(target);
			raw?.client.destroy();
		}
	};

	await Promise.all(Array.from({length: 8}, one));
};

/** Clients that send nothing, a byte now and then, or only their version. */
export const silence = async (target: Target) => {
	const sockets = await Promise.all([0, 1, 2].map(index => rawSocket(target, index)));
	const [, dripping, named] = sockets;
	named?.write(greeting);
	let drop = 0;
	const drip = setInterval(() => {
		dripping?.write(greeting.subarray(drop, drop + 1));
		drop += 1;
	}, 200);
	/* Not `once`, which fails on an error first, such as ECONNRESET: that is a close as well. */
	await Promise.all(
		sockets.map(
			socket =>
				socket?.closed === false && new Promise(resolve => socket.resume().once('close', resolve)),
		),
	);
	clearInterval(drip);
};

/** As many idle connections as it gets, from many addresses. */
export const crowd = async (target: Target) => {
	const sockets = await Promise.all(
		Array.from({length: 1500}, async (_, index) => rawSocket(target, index)),
	);
	await pause(Math.max(0, target.deadline - performance.now()));
	for (const socket of sockets) {
		socket?.destroy();
	}
};

/** Offers compression before authentication, with which a packet could be a thousand times larger. */
export const compression = async (target: Target) => {
	const raw = await rawConnection(target, 0, {algorithms: {compress: ['zlib']}});
	if (raw !== undefined) {
		throw new Error('the server compresses before authentication');
	}
};

/** Tries to authenticate over and over on one connection. */
export const authentication = async (target: Target) => {
	const tries = Array.from({length: 40}, (_, index) => ({
		type: 'password',
		username: 'root',
		password: `guess ${index}`,
	}));
	const raw = await rawConnection(target, 0, {authHandler: tries as never});
	if (raw !== undefined) {
		throw new Error('a password was accepted');
	}
};
