import {setTimeout as pause} from 'node:timers/promises';

/**
Runs a task once at a time. Requests that arrive while it runs, or in the pause after it, lead to one
more run.

@param task - Must not reject.
@param gap - Milliseconds between two runs.
@returns a function that requests a run.
*/
export const oneAtATime = (task: () => Promise<void>, gap: number): (() => Promise<void>) => {
	let running = false;
	let requested = false;
	return async () => {
		requested = true;
		if (running) {
			return;
		}

		running = true;
		while (requested) {
			requested = false;
			await task();
			await pause(gap);
		}

		running = false;
	};
};
