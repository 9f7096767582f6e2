import type {Socket} from 'node:net';

type Held = {
	readonly visitor: string;
	readonly evict: () => void;
};

export type Evictions = {
	/** Remembers a connection until its socket closes. */
	readonly add: (socket: Socket, connection: Held) => void;
	/** Makes room for one more connection of a visitor, and says whether it could. */
	readonly makeRoom: (visitor: string) => boolean;
};

/**
Shares a full server fairly. Without this, five addresses that hold all places keep everyone out; with
it, whoever has fewer connections than the address with the most takes the place of its oldest.
*/
export const createEvictions = (): Evictions => {
	const held = new Set<Held>();
	return {
		add: (socket, connection) => {
			held.add(connection);
			socket.once('close', () => held.delete(connection));
		},
		makeRoom: visitor => {
			const ofVisitor = Map.groupBy(held, connection => connection.visitor);
			const own = ofVisitor.get(visitor)?.length ?? 0;
			const most = [...ofVisitor.values()].reduce(
				(best, connections) => (connections.length > best.length ? connections : best),
				[],
			);
			const [oldest] = most;
			if (oldest === undefined || most.length <= own + 1) {
				return false;
			}

			held.delete(oldest);
			oldest.evict();
			return true;
		},
	};
};
