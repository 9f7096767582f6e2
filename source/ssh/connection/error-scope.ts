import {AsyncLocalStorage} from 'node:async_hooks';

/** Ends the session that a failure belongs to. */
type Blame = (error: unknown) => void;

const sessions = new AsyncLocalStorage<Blame>();

/** Runs what belongs to one session, so that what it throws later is not everybody's end. */
export const attributed = <Result>(blame: Blame, run: () => Result): Result =>
	sessions.run(blame, run);

/** Who is to blame for what runs now, if it is one session's. */
export const blamed = (): Blame | undefined => sessions.getStore();
