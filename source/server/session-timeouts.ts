export type SessionTimeouts = {
	/** Seconds without a keystroke after which a session ends. */
	readonly idleSeconds: number;
	/** Seconds after which it ends in any case. */
	readonly sessionSeconds: number;
	/** How long before either end the visitor is warned, in seconds. */
	readonly warningSeconds: number;
};

export type SessionTimeoutEvents = {
	/** @param seconds - Until the end. */
	readonly warn: (reason: 'idle' | 'long', seconds: number) => void;
	readonly end: (reason: 'idle' | 'long') => void;
	/** The visitor is back after a warning. */
	readonly active?: () => void;
};

/** Ends a session that is idle or lasts too long, with a warning first. */
export const startSessionTimeouts = (
	{idleSeconds, sessionSeconds, warningSeconds}: SessionTimeouts,
	{warn, end, active}: SessionTimeoutEvents,
	ended: AbortSignal,
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
		const lead = Math.min(warningSeconds, seconds / 2);
		let warned = false;
		const pair = [
			start(seconds - lead, () => {
				warned = true;
				warn(reason, lead);
			}),
			start(seconds, () => end(reason)),
		];
		return {
			wasWarned: () => warned,
			cancel: () => {
				for (const timer of pair) {
					stop(timer);
				}
			},
		};
	};

	limit('long', sessionSeconds);
	let idle = limit('idle', idleSeconds);
	ended.addEventListener(
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
			if (ended.aborted) {
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
