export type TimeLimits = {
	/** Seconds without a key after which a session ends. */
	readonly idleSeconds: number;
	/** Seconds after which it ends in any case. */
	readonly sessionSeconds: number;
	/** Seconds before either end at which the visitor is warned. */
	readonly warningSeconds: number;
};

export type TimeLimitEvents = {
	/** @param seconds - Until the end. */
	readonly warn: (reason: 'idle' | 'long', seconds: number) => void;
	readonly end: (reason: 'idle' | 'long') => void;
	/** The visitor is back, so that a warning can go. */
	readonly active?: () => void;
};

/** Ends a session that nobody uses, or that lasts too long, with a warning first. */
export const createTimeLimits = (
	{idleSeconds, sessionSeconds, warningSeconds}: TimeLimits,
	{warn, end, active}: TimeLimitEvents,
	gone: AbortSignal,
): {readonly activity: () => void} => {
	const timers = new Set<NodeJS.Timeout>();
	const start = (seconds: number, run: () => void) => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			run();
		}, seconds * 1000);
		timers.add(timer);
		return timer;
	};
	const stop = (timer: NodeJS.Timeout) => {
		clearTimeout(timer);
		timers.delete(timer);
	};

	const limit = (reason: 'idle' | 'long', seconds: number) => {
		const notice = Math.min(warningSeconds, seconds / 2);
		let warned = false;
		const both = [
			start(seconds - notice, () => {
				warned = true;
				warn(reason, notice);
			}),
			start(seconds, () => end(reason)),
		];
		return {
			wasWarned: () => warned,
			cancel: () => {
				for (const timer of both) {
					stop(timer);
				}
			},
		};
	};

	limit('long', sessionSeconds);
	let idle = limit('idle', idleSeconds);
	gone.addEventListener(
		'abort',
		() => {
			for (const timer of timers) {
				clearTimeout(timer);
			}
		},
		{once: true},
	);
	return {
		activity: () => {
			if (gone.aborted) {
				return;
			}

			const warned = idle.wasWarned();
			idle.cancel();
			idle = limit('idle', idleSeconds);
			if (warned) {
				active?.();
			}
		},
	};
};
