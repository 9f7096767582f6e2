import type {Socket} from 'node:net';

type Entry = {
	readonly visitor: string;
	readonly evict: () => void;
};

export type Evictions = {
	/** Remembers a connection until its socket closes. */
	readonly add: (socket: Socket, entry: Entry) => void;
	/** Makes room for one more connection of a visitor. @returns whether it could. */
	readonly makeRoom: (visitor: string) => boolean;
};

/**
Shares a full server fairly. Otherwise five addresses that hold all slots would keep everyone out.
With it, a visitor with fewer connections than the address with the most gets the slot of that
address's oldest.
*/
export const createEvictions = (): Evictions => {
	const entries = new Set<Entry>();
	return {
		add: (socket, entry) => {
			entries.add(entry);
			socket.once('close', () => entries.delete(entry));
		},
		makeRoom: visitor => {
			const byVisitor = Map.groupBy(entries, entry => entry.visitor);
			const own = byVisitor.get(visitor)?.length ?? 0;
			const largest = [...byVisitor.values()].reduce(
				(max, candidate) => (candidate.length > max.length ? candidate : max),
				[],
			);
			const [oldest] = largest;
			if (oldest === undefined || largest.length <= own + 1) {
				return false;
			}

			entries.delete(oldest);
			oldest.evict();
			return true;
		},
	};
};
