import {createTimeLimits} from '../../server/session-timeouts.ts';
import type {Middleware} from './session.ts';

const warnings = {
	idle: (seconds: number) => [
		`Still there? Press a key within ${seconds} s to stay.`,
		`Press a key to stay (${seconds} s)`,
		'Press a key',
	],
	long: (seconds: number) => [
		`This session ends in ${seconds} seconds; come back any time.`,
		`This session ends in ${seconds} seconds`,
		`Ends in ${seconds} s`,
	],
} as const;

/** Ends sessions that nobody uses, or that last too long. */
export const limitTime: Middleware = run => async session => {
	const over = new AbortController();
	const {activity} = createTimeLimits(
		session.connection.limits,
		{
			warn: (reason, seconds) => session.notify(warnings[reason](Math.round(seconds))),
			active: () => session.notify(undefined),
			end: reason => session.end(reason),
		},
		AbortSignal.any([session.connection.gone, over.signal]),
	);
	session.onInput(activity);
	try {
		return await run(session);
	} finally {
		over.abort();
	}
};
