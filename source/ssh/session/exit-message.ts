import type {EndReason, Middleware} from './session.ts';

const words: Readonly<Record<EndReason, string | undefined>> = {
	idle: 'Session closed: no key was pressed for a while. Come back any time.',
	long: 'Session closed: it reached the time limit. Come back any time.',
	restart: 'The server restarts; come back in a moment.',
	'absolute-limit': 'Connection time limit reached. Come back any time.',
	evicted: 'The server is full, and your address had the most connections: one was closed.',
	failure: undefined,
	gone: undefined,
};

/** Says why a session was ended, once its screen is gone. */
export const sayGoodbye: Middleware = run => async session => {
	const code = await run(session);
	const said = session.ended.aborted ? words[session.ended.reason as EndReason] : undefined;
	if (said !== undefined) {
		session.complain(`${said}\n`);
	}

	return code;
};
