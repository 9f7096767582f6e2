import {monotonic} from '../../server/clock.ts';
import {createTokenBucket} from '../../server/token-bucket.ts';
import type {SocketGuard} from './guard.ts';

/**
Ends a connection that sends more than a reader's keys: floods of pings, window changes,
environment variables, rekeys and data past the window.
*/
export const inputBudget: SocketGuard = ({socket, limits, drop}, clock = monotonic) => {
	const bucket = createTokenBucket(
		{rate: limits.inputRate * 1024, burst: limits.inputBurst * 1024},
		clock,
	);
	socket.on('data', chunk => {
		if (!bucket.take(chunk.length)) {
			drop('input-flood');
		}
	});
};
