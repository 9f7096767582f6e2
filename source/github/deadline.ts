import {SourceError} from '../stats/source-error.ts';

/**
A signal that aborts after a time, as `timed-out`, or with an outer signal, for its reason.

@param milliseconds - From now.
@returns the signal, and what lets go of timer and outer signal; call it when done.
*/
export const deadline = (outer: AbortSignal, milliseconds: number) => {
	const controller = new AbortController();
	const abort = () => controller.abort(outer.reason);
	const timer = setTimeout(
		() => controller.abort(new SourceError({missing: 'timed-out'})),
		milliseconds,
	);
	outer.addEventListener('abort', abort);
	if (outer.aborted) {
		abort();
	}

	return {
		signal: controller.signal,
		clear: () => {
			clearTimeout(timer);
			outer.removeEventListener('abort', abort);
		},
	};
};
