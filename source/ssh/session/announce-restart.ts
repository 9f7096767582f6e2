import type {EndReason, Middleware} from './session.ts';

/** Tells a visitor that the server restarts, and ends the session when they have to leave. */
export const announceRestart: Middleware = run => async session => {
	const {restart, leaveNow, limits} = session.connection;
	const announce = () =>
		session.notify([
			`The server restarts in ${limits.drainSeconds} seconds; come back in a moment.`,
			`The server restarts in ${limits.drainSeconds} seconds`,
			'Restarting',
		]);
	const end = () => session.end(leaveNow.reason as EndReason);
	if (leaveNow.aborted) {
		end();
	} else {
		leaveNow.addEventListener('abort', end, {once: true});
	}

	if (restart.aborted) {
		announce();
	} else {
		restart.addEventListener('abort', announce, {once: true});
	}

	try {
		return await run(session);
	} finally {
		leaveNow.removeEventListener('abort', end);
		restart.removeEventListener('abort', announce);
	}
};
