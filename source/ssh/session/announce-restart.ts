import type {Middleware} from './session.ts';

/** Tells a visitor that the server restarts, and ends the session when it must. */
export const announceRestart: Middleware = run => async session => {
	const {restart, limits} = session.connection;
	let timer: NodeJS.Timeout | undefined;
	const announce = () => {
		session.notify(`The server restarts in ${limits.drainSeconds} seconds; come back in a moment.`);
		timer = setTimeout(() => session.end('restart'), limits.drainSeconds * 1000);
	};
	if (restart.aborted) {
		announce();
	} else {
		restart.addEventListener('abort', announce, {once: true});
	}

	try {
		return await run(session);
	} finally {
		clearTimeout(timer);
		restart.removeEventListener('abort', announce);
	}
};
