import {createHmac, randomBytes} from 'node:crypto';

const day = 24 * 60 * 60 * 1000;

/**
Stands for an address in the log: the same for a day, then another. The key is only ever in
memory, so no one can compute an address back, once it has changed not even the server.

@param now - Milliseconds, from any start.
*/
export const createPseudonyms = (
	now: () => number = Date.now,
): ((addressKey: string) => string) => {
	let key = randomBytes(32);
	let madeAt = now();
	return addressKey => {
		if (now() - madeAt >= day) {
			key = randomBytes(32);
			madeAt = now();
		}

		return createHmac('sha256', key).update(addressKey).digest('base64url').slice(0, 10);
	};
};
