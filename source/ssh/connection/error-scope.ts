import {AsyncLocalStorage} from 'node:async_hooks';

/** Fails the session that an error belongs to. */
type Fail = (error: unknown) => void;

const scopes = new AsyncLocalStorage<Fail>();

/** Runs a session's code, so that whatever it throws later fails only this session. */
export const runInScope = <Result>(fail: Fail, run: () => Result): Result => scopes.run(fail, run);

/** How to fail the session whose code is running now, if it is a session's. */
export const currentScope = (): Fail | undefined => scopes.getStore();
