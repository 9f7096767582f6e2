import type {ClientGuard} from './guard.ts';

/** Ends a connection that tries to authenticate again and again. */
export const authenticationTries: ClientGuard = ({limits, drop}, client) => {
	let tries = 0;
	client.on('authentication', () => {
		tries += 1;
		if (tries > limits.authenticationTries) {
			drop('authentication-tries');
		}
	});
};
