import type {ClientGuard} from './guard.ts';

/** Ends a connection that asks for new keys again and again: each time costs a key exchange. */
export const rekeyCap: ClientGuard = ({limits, drop}, client) => {
	let rekeys = 0;
	client.on('rekey', () => {
		rekeys += 1;
		if (rekeys > limits.rekeys) {
			drop('rekeys');
		}
	});
};
