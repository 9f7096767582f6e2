import {type Clock, createTokenBucket, monotonic} from '../../server/token-bucket.ts';
import type {SocketGuard} from './guard.ts';

/**
Ends a connection that sends more than keystrokes: floods of pings, window changes, environment
variables, rekeys and data past the window.
*/
export const inputLimit: SocketGuard = ({socket, settings, drop}, clock = monotonic) => {
	const bucket = createTokenBucket(
		{rate: settings.inputRate * 1024, burst: settings.inputBurst * 1024},
		clock,
	);
	socket.on('data', chunk => {
		if (!bucket.take(chunk.length)) {
			drop('input-flood');
		}
	});
};

/*
In bytes. A key that is held down repeats some 30 times a second, at three bytes for an arrow. Every
key costs a frame, so what comes much faster is dropped.
*/
const keyRate = {rate: 192, burst: 1024};

/** @returns a function that says whether a chunk of so many bytes is to be processed. */
export const createKeyLimiter = (clock: Clock = monotonic): ((bytes: number) => boolean) =>
	createTokenBucket(keyRate, clock).take;
