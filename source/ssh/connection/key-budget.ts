import {type Clock, monotonic} from '../../server/clock.ts';
import {createTokenBucket} from '../../server/token-bucket.ts';

/*
A key that is held down repeats some 30 times a second, at three bytes for an arrow. Every key
costs a frame, so what comes much faster is left out.
*/
const bytesPerSecond = 192;
const bytesAtOnce = 1024;

/** Says, for each chunk of keys, whether it is taken. */
export const createKeyBudget = (clock: Clock = monotonic): ((bytes: number) => boolean) => {
	const bucket = createTokenBucket({rate: bytesPerSecond, burst: bytesAtOnce}, clock);
	return bytes => bucket.take(bytes);
};
