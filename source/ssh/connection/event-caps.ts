import type {ClientGuard} from './guard.ts';

const eventCap =
	(
		event: 'authentication' | 'rekey',
		limit: 'authenticationTries' | 'rekeys',
		reason: 'authentication-tries' | 'rekeys',
	): ClientGuard =>
	({settings, drop}, client) => {
		let count = 0;
		client.on(event as 'rekey', () => {
			count += 1;
			if (count > settings[limit]) {
				drop(reason);
			}
		});
	};

/** Ends a connection that tries to authenticate over and over. */
export const authenticationCap = eventCap(
	'authentication',
	'authenticationTries',
	'authentication-tries',
);

/** Ends a connection that rekeys over and over: each time costs a key exchange. */
export const rekeyCap = eventCap('rekey', 'rekeys', 'rekeys');
