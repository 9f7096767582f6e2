import type {EndReason, Middleware} from './session.ts';

const messages: Readonly<Record<EndReason, string | undefined>> = {
	idle: 'Session closed: no key was pressed for a while. Come back any time.',
	long: 'Session closed: it reached the time limit. Come back any time.',
	restart: 'The server restarts; come back in a moment.',
	'absolute-limit': 'Connection time limit reached. Come back any time.',
	evicted: 'The server is full, and your address had the most connections: one was closed.',
	failure: undefined,
	gone: undefined,
};

/** Prints why the server ended a session, once its screen has closed. */
export const printExitMessage: Middleware = run => async session => {
	const code = await run(session);
	const message = session.ended.aborted ? messages[session.ended.reason as EndReason] : undefined;
	if (message !== undefined) {
		session.printError(`${message}\n`);
	}

	return code;
};
