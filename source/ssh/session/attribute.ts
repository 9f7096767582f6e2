import {AsyncResource} from 'node:async_hooks';
import {attributed} from '../connection/error-scope.ts';
import type {Middleware, Session} from './session.ts';

/** Makes what fails later, in a key's handler or a timer, the failure of this session. */
export const attribute: Middleware = run => async session => {
	const failed = Promise.withResolvers<never>();
	const blame = (error: unknown) => {
		failed.reject(error);
		session.end('failure');
	};

	/* Input comes from the connection; what follows from it belongs to the session. */
	const belonging = <Input extends readonly unknown[]>(listener: (...input: Input) => void) => {
		const bound = AsyncResource.bind(listener);
		return (...input: Input) => {
			try {
				bound(...input);
			} catch (error) {
				blame(error);
			}
		};
	};

	return attributed(blame, () => {
		const own: Session = {
			...session,
			onInput: listener => session.onInput(belonging(listener)),
			onInputEnd: listener => session.onInputEnd(belonging(listener)),
		};
		return Promise.race([run(own), failed.promise]);
	});
};
