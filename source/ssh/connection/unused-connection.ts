import {type Guarded, later} from './guard.ts';

export type UnusedConnection = {
	readonly sessionOpened: () => void;
	readonly sessionClosed: (left: number) => void;
};

/** Ends a connection that has authenticated and has no session open for a while. */
export const unusedConnection = (connection: Guarded): UnusedConnection => {
	const wait = () =>
		later(connection, connection.limits.sessionlessSeconds, () => connection.drop('no-session'));
	let cancel = wait();
	return {
		sessionOpened: () => cancel(),
		sessionClosed: left => {
			if (left === 0) {
				cancel();
				cancel = wait();
			}
		},
	};
};
