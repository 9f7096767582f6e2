import type {Worker} from 'node:cluster';
import type {Socket} from 'node:net';
import type {PrimaryMessage, Program, WorkerMessage} from '../messages.ts';

export type IncomingConnection = PrimaryMessage & {kind: 'connection'};

/** A worker, and what it has. */
export type Member = {
	readonly worker: Worker;
	readonly forkedAt: number;
	/** Connections that it has, by number. */
	readonly connections: Set<number>;
	/** Those of them that it was sent and has not taken yet: they are still open here, too. */
	readonly untaken: Map<number, readonly [IncomingConnection, Socket]>;
	/** Sessions that it has, by what they are about. */
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
	untaken: new Map(),
	sessions: new Map(),
	memory: 0,
	state: 'starting',
});

/** Sends a connection to a worker. */
export const hand = (member: Member, connection: IncomingConnection, socket: Socket): void => {
	member.connections.add(connection.connection);
	member.untaken.set(connection.connection, [connection, socket]);
	member.worker.send(connection, socket, {keepOpen: true});
};

/** Keeps count of what a worker says that it has. */
export const updateMember = (member: Member, message: WorkerMessage): void => {
	const addSessions = (program: Program, change: number) =>
		member.sessions.set(program, (member.sessions.get(program) ?? 0) + change);
	switch (message.kind) {
		case 'heartbeat':
			member.memory = message.memory;
			break;
		case 'taken':
			/* Closes only this process's hold on it. */
			member.untaken.get(message.connection)?.[1].destroy();
			member.untaken.delete(message.connection);
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
