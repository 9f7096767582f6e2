import type {Middleware} from './session.ts';

/** Closes the session when its program has ended: until the client has, too, it is not over. */
export const close: Middleware = run => async session => {
	const code = await run(session);
	await session.close(code);
	return code;
};
