import {AsyncResource} from 'node:async_hooks';
import {runInScope} from '../connection/error-scope.ts';
import type {Middleware, Session} from './session.ts';

/** Makes errors in timers and input handlers fail this session alone. */
export const isolateErrors: Middleware = run => async session => {
	const failed = Promise.withResolvers<never>();
	const fail = (error: unknown) => {
		failed.reject(error);
		session.end('failure');
	};

	/* Input events come from the connection, outside the session's scope. */
	const inScope = <Input extends readonly unknown[]>(listener: (...input: Input) => void) => {
		const bound = AsyncResource.bind(listener);
		return (...input: Input) => {
			try {
				bound(...input);
			} catch (error) {
				fail(error);
			}
		};
	};

	return runInScope(fail, () => {
		const scoped: Session = {
			...session,
			onInput: listener => session.onInput(inScope(listener)),
			onInputEnd: listener => session.onInputEnd(inScope(listener)),
		};
		return Promise.race([run(scoped), failed.promise]);
	});
};
