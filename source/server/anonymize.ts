import {createHmac, randomBytes} from 'node:crypto';

const day = 24 * 60 * 60 * 1000;

/**
Makes pseudonyms for clients in the log, which change daily. The key is never stored, so nobody can
work out an address from one; once the key has changed, not even the server.

@param now - The time in milliseconds.
*/
export const createVisitorIds = (now: () => number = Date.now): ((clientKey: string) => string) => {
	let key = randomBytes(32);
	let createdAt = now();
	return clientKey => {
		if (now() - createdAt >= day) {
			key = randomBytes(32);
			createdAt = now();
		}

		return createHmac('sha256', key).update(clientKey).digest('base64url').slice(0, 10);
	};
};
