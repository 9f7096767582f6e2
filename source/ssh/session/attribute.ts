import {AsyncResource} from 'node:async_hooks';
import {attributed} from '../worker/attribution.ts';
import type {Middleware, Session} from './session.ts';

/** Makes what fails later, in a key's handler or a timer, the failure of this session. */
export const attribute: Middleware = run => async session => {
	const failed = Promise.withResolvers<never>();
	return attributed(
		error => {
			failed.reject(error);
			session.end('failure');
		},
		() => {
			const own: Session = {
				...session,
				onInput: listener => session.onInput(AsyncResource.bind(listener)),
				onInputEnd: listener => session.onInputEnd(AsyncResource.bind(listener)),
			};
			return Promise.race([run(own), failed.promise]);
		},
	);
};
