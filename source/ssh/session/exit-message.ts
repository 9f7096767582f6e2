import type {EndReason, Middleware} from './session.ts';

const words: Readonly<Record<EndReason, string | undefined>> = {
	idle: 'No key for a while, so this session ends. Come again any time.',
	long: 'This session has lasted its longest. Come again any time.',
	restart: 'The server restarts; come back in a moment.',
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
