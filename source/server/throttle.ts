import {type Clock, monotonic} from './clock.ts';
import {createTokenBucket} from './token-bucket.ts';

/** At most so many milliseconds pass until a new size is shown; what comes between is left out. */
const pace = 100;

/** The same for who changes the size for longer than a hand drags a window. */
const slowPace = 500;

/** Sizes that are shown at the faster pace. */
const drag = {rate: 1, burst: 4};

/**
Coalesces changes of a size: the first and the last of a storm are shown. Each is a whole new
layout, the dearest thing that a few bytes can ask for.
*/
export const createResizePace = <Size>(
	show: (size: Size) => void,
	gone: AbortSignal,
	clock: Clock = monotonic,
) => {
	const bucket = createTokenBucket(drag, clock);
	let latest: Size | undefined;
	let timer: NodeJS.Timeout | undefined;
	gone.addEventListener('abort', () => clearTimeout(timer), {once: true});
	const flush = () => {
		timer = undefined;
		if (latest !== undefined) {
			const size = latest;
			latest = undefined;
			timer = setTimeout(flush, bucket.take() ? pace : slowPace);
			show(size);
		}
	};

	return (size: Size): void => {
		latest = size;
		if (timer === undefined && !gone.aborted) {
			flush();
		}
	};
};
