import type {EndReason, Middleware} from './session.ts';

/** Tells a visitor that the server is about to restart, and ends the session when it must end. */
export const announceRestart: Middleware = run => async session => {
	const {draining, terminate, settings} = session.connection;
	const announce = () =>
		session.notify([
			`The server restarts in ${settings.drainSeconds} seconds; come back in a moment.`,
			`The server restarts in ${settings.drainSeconds} seconds`,
			'Restarting',
		]);
	const end = () => session.end(terminate.reason as EndReason);
	if (terminate.aborted) {
		end();
	} else {
		terminate.addEventListener('abort', end, {once: true});
	}

	if (draining.aborted) {
		announce();
	} else {
		draining.addEventListener('abort', announce, {once: true});
	}

	try {
		return await run(session);
	} finally {
		terminate.removeEventListener('abort', end);
		draining.removeEventListener('abort', announce);
	}
};
