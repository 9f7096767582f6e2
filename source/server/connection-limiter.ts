export type ConnectionLimits = {
	/** Visitors at a time. One more is told so, politely. */
	readonly connections: number;
	/** Connections of one address at a time. */
	readonly connectionsPerAddress: number;
	/** Connections at a time that have not authenticated yet. */
	readonly connectionsUnauthenticated: number;
};

export type CountRefusal = 'too-many' | 'too-many-of-address' | 'too-many-unauthenticated';

export type Place = {
	/** Whether all places for visitors were taken, so that this one is only for saying so. */
	readonly full: boolean;
	readonly authenticated: () => void;
	readonly release: () => void;
};

export type ConnectionCount = {
	readonly admit: (key: string) => Place | CountRefusal;
	readonly total: () => number;
	readonly unauthenticated: () => number;
	/** For connections from now on; those that are there stay. */
	readonly setLimits: (limits: ConnectionLimits) => void;
};

/** How many may be connected: in all, from one address, and before they have authenticated. */
export const createConnectionCount = (initial: ConnectionLimits): ConnectionCount => {
	let limits = initial;
	let total = 0;
	let unauthenticated = 0;
	const ofAddress = new Map<string, number>();

	return {
		admit: key => {
			const same = ofAddress.get(key) ?? 0;
			if (same >= limits.connectionsPerAddress) {
				return 'too-many-of-address';
			}

			if (unauthenticated >= limits.connectionsUnauthenticated) {
				return 'too-many-unauthenticated';
			}

			/* Those beyond the limit leave in seconds; they are bounded like those who knock. */
			if (total >= limits.connections + limits.connectionsUnauthenticated) {
				return 'too-many';
			}

			const full = total >= limits.connections;
			total += 1;
			unauthenticated += 1;
			ofAddress.set(key, same + 1);
			let state: 'new' | 'authenticated' | 'released' = 'new';
			return {
				full,
				authenticated: () => {
					if (state === 'new') {
						state = 'authenticated';
						unauthenticated -= 1;
					}
				},
				release: () => {
					if (state === 'released') {
						return;
					}

					if (state === 'new') {
						unauthenticated -= 1;
					}

					state = 'released';
					total -= 1;
					const left = (ofAddress.get(key) ?? 1) - 1;
					if (left === 0) {
						ofAddress.delete(key);
					} else {
						ofAddress.set(key, left);
					}
				},
			};
		},
		total: () => total,
		unauthenticated: () => unauthenticated,
		setLimits: next => {
			limits = next;
		},
	};
};
