import {type Guarded, later} from './guard.ts';

export type UnusedConnection = {
	readonly programStarted: () => void;
	/** Once for each that was started. */
	readonly programEnded: () => void;
};

/**
Ends a connection that has authenticated and runs no program for a while. A session in which
nothing was started does not count: it costs a client nothing.
*/
export const unusedConnection = (connection: Guarded): UnusedConnection => {
	const wait = () =>
		later(connection, connection.limits.sessionlessSeconds, () => connection.drop('no-session'));
	let cancel = wait();
	let running = 0;
	return {
		programStarted: () => {
			running += 1;
			cancel();
		},
		programEnded: () => {
			running -= 1;
			if (running === 0 && !connection.gone.aborted) {
				cancel = wait();
			}
		},
	};
};
