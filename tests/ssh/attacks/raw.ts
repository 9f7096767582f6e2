import {once} from 'node:events';
import {createConnection, type Socket} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import type {Client} from 'ssh2';
import {connect} from '../raw-client.ts';

/** Where an attack goes, and for how long. */
export type Target = {
	readonly port: number;
	/** Milliseconds, from performance.now()'s start. */
	readonly deadline: number;
};

export const isOver = ({deadline}: Target) => performance.now() > deadline;

/** Each attacker has an address of its own; bystanders are 127.0.0.1. */
const attackerAddress = (index = 0) => `127.0.${1 + Math.floor(index / 250)}.${2 + (index % 250)}`;

/** Internals of ssh2's client that have no API. */
type Protocol = {
	readonly session: (channel: number, window: number, packet: number) => void;
	readonly ping: () => void;
	readonly pty: (
		channel: number,
		rows: number,
		columns: number,
		height: number,
		width: number,
		term: string,
		modes: undefined,
		reply: boolean,
	) => void;
	readonly shell: (channel: number, reply: boolean) => void;
	readonly exec: (channel: number, command: string, reply: boolean) => void;
	readonly windowChange: (
		channel: number,
		rows: number,
		columns: number,
		height: number,
		width: number,
	) => void;
	readonly channelData: (channel: number, data: Buffer) => void;
	readonly subsystem: (channel: number, name: string, reply: boolean) => void;
	readonly channelEOF: (channel: number) => void;
	readonly channelClose: (channel: number) => void;
	/** Sends a disconnect message with a reason code. */
	readonly disconnect: (reason: number) => void;
	readonly rekey: () => void;
	/** Handlers of the server's messages. */
	readonly _handlers: Record<string, (protocol: Protocol, channel: number) => void>;
	readonly _packetRW: {
		readonly write: {
			readonly allocStart: number;
			readonly alloc: (size: number) => Buffer;
			readonly finalize: (packet: Buffer) => Buffer;
		};
	};
	readonly _cipher: {readonly encrypt: (packet: Buffer) => void};
};

export type Raw = {
	readonly client: Client;
	readonly protocol: Protocol;
	readonly socket: Socket;
	readonly isGone: () => boolean;
	/** Sends a message of any bytes, encrypted as it should be. */
	readonly send: (payload: Buffer) => void;
};

/** An authenticated connection that can send anything. */
export const rawConnection = async (
	{port}: Pick<Target, 'port'>,
	index = 0,
	more: Parameters<typeof connect>[2] = {},
): Promise<Raw | undefined> => {
	try {
		const client = await connect({port}, {}, {localAddress: attackerAddress(index), ...more});
		let gone = false;
		client.on('close', () => {
			gone = true;
		});
		const {_protocol: protocol, _sock: socket} = client as unknown as {
			_protocol: Protocol;
			_sock: Socket;
		};
		return {
			client,
			protocol,
			socket,
			isGone: () => gone || socket.destroyed,
			send: payload => {
				const {write} = protocol._packetRW;
				const packet = write.alloc(payload.length);
				payload.copy(packet, write.allocStart);
				protocol._cipher.encrypt(write.finalize(packet));
			},
		};
	} catch {
		return undefined;
	}
};

/** A TCP connection that can send anything. */
export const rawSocket = async ({port}: Target, index = 0): Promise<Socket | undefined> => {
	const socket = createConnection({
		port,
		host: '127.0.0.1',
		localAddress: attackerAddress(index),
	});
	socket.on('error', () => {});
	try {
		await once(socket, 'connect');
		return socket;
	} catch {
		return undefined;
	}
};

/**
Repeats something until the time is over or it says that there is no more to do, in bursts so
that replies are seen too.
*/
export const flood = async (target: Target, burst: number, once_: () => boolean): Promise<void> => {
	while (!isOver(target)) {
		for (let index = 0; index < burst; index++) {
			if (!once_()) {
				return;
			}
		}

		await pause(1);
	}
};
