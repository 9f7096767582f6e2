import type {Middleware, Session} from './session.ts';

const fail = (session: Session, error: unknown) => {
	const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
	session.connection.log.error({message}, 'session-failed');
	session.end('failure');
	session.complain('Something went wrong; the error was logged. Please try again.\n');
	return 1;
};

/** Makes one visitor's failure the end of one session, with one clean line. */
export const recover: Middleware = run => async session => {
	try {
		return await run(session);
	} catch (error) {
		return fail(session, error);
	}
};
