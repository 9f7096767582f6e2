import type {Worker} from 'node:cluster';
import type {Socket} from 'node:net';
import type {IncomingConnection, Program, WorkerMessage} from '../messages.ts';

/** A worker, and what it serves. */
export type Member = {
	readonly worker: Worker;
	readonly forkedAt: number;
	/** The numbers of its connections. */
	readonly connections: Set<number>;
	/** Those that were sent and not yet received: their sockets are still open here, too. */
	readonly inFlight: Map<number, readonly [IncomingConnection, Socket]>;
	/** How many sessions it has, by program. */
	readonly sessions: Map<Program, number>;
	/** Resident bytes. */
	memory: number;
	/** It is sent connections only while `ready`. */
	state: 'starting' | 'ready' | 'draining';
};

export const createMember = (worker: Worker): Member => ({
	worker,
	forkedAt: Date.now(),
	connections: new Set(),
	inFlight: new Map(),
	sessions: new Map(),
	memory: 0,
	state: 'starting',
});

/** Sends a connection to a worker. */
export const sendConnection = (
	member: Member,
	connection: IncomingConnection,
	socket: Socket,
): void => {
	member.connections.add(connection.connection);
	member.inFlight.set(connection.connection, [connection, socket]);
	member.worker.send(connection, socket, {keepOpen: true});
};

/** Updates a member from what its worker reports. */
export const updateMember = (member: Member, message: WorkerMessage): void => {
	const addSessions = (program: Program, change: number) =>
		member.sessions.set(program, (member.sessions.get(program) ?? 0) + change);
	switch (message.kind) {
		case 'heartbeat':
			member.memory = message.memory;
			break;
		case 'received':
			/* Closes only this process's handle. */
			member.inFlight.get(message.connection)?.[1].destroy();
			member.inFlight.delete(message.connection);
			break;
		case 'closed':
			member.connections.delete(message.connection);
			break;
		case 'session':
			addSessions(message.program, 1);
			break;
		case 'session-ended':
			addSessions(message.program, -1);
			break;
		default:
			break;
	}
};
