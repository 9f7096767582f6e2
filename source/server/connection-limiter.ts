export type ConnectionLimits = {
	/** Visitors at a time. */
	readonly connections: number;
	/** Connections of one address at a time. */
	readonly connectionsPerAddress: number;
	/** Connections at a time that have not authenticated yet. */
	readonly connectionsUnauthenticated: number;
};

export type ExceededLimit = 'too-many' | 'too-many-of-address' | 'too-many-unauthenticated';

export type Slot = {
	/** Whether the server was full, so that this slot is only for telling the client. */
	readonly full: boolean;
	readonly authenticated: () => void;
	readonly release: () => void;
};

export type ConnectionLimiter = {
	readonly acquire: (key: string) => Slot | ExceededLimit;
	readonly total: () => number;
	readonly unauthenticated: () => number;
	/** For new connections; open ones stay. */
	readonly setLimits: (limits: ConnectionLimits) => void;
};

/** Limits open connections: in total, per address, and before authentication. */
export const createConnectionLimiter = (initial: ConnectionLimits): ConnectionLimiter => {
	let limits = initial;
	let total = 0;
	let unauthenticated = 0;
	const perAddress = new Map<string, number>();

	return {
		acquire: key => {
			const current = perAddress.get(key) ?? 0;
			if (current >= limits.connectionsPerAddress) {
				return 'too-many-of-address';
			}

			if (unauthenticated >= limits.connectionsUnauthenticated) {
				return 'too-many-unauthenticated';
			}

			/* Those beyond the limit leave within seconds; they have the bound of the unauthenticated. */
			if (total >= limits.connections + limits.connectionsUnauthenticated) {
				return 'too-many';
			}

			const full = total >= limits.connections;
			total += 1;
			unauthenticated += 1;
			perAddress.set(key, current + 1);
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
					const rest = (perAddress.get(key) ?? 1) - 1;
					if (rest === 0) {
						perAddress.delete(key);
					} else {
						perAddress.set(key, rest);
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
