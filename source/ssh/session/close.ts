import type {Middleware} from './session.ts';

/** Closes the session when its program has ended, and waits for the client to close it too. */
export const close: Middleware = run => async session => {
	const code = await run(session);
	await session.close(code);
	return code;
};
