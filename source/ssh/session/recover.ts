import type {Middleware, Session} from './session.ts';

const fail = (session: Session, error: unknown) => {
	const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
	session.connection.log.error({message}, 'session-failed');
	session.end('failure');
	session.printError('Something went wrong; the error was logged. Please try again.\n');
	return 1;
};

/** Ends a failed session with one line for its visitor. */
export const recover: Middleware = run => async session => {
	try {
		return await run(session);
	} catch (error) {
		return fail(session, error);
	}
};
