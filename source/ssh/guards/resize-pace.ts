/** At most so many milliseconds pass until a new size is shown; what comes between is left out. */
const pace = 50;

/** Coalesces changes of a size: the first and the last of a storm are shown. */
export const createResizePace = <Size>(show: (size: Size) => void, gone: AbortSignal) => {
	let latest: Size | undefined;
	let timer: NodeJS.Timeout | undefined;
	gone.addEventListener('abort', () => clearTimeout(timer), {once: true});
	const flush = () => {
		timer = undefined;
		if (latest !== undefined) {
			const size = latest;
			latest = undefined;
			timer = setTimeout(flush, pace);
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
