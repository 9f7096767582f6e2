import {startSessionTimeouts} from '../../server/session-timeouts.ts';
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

/** Ends sessions that are idle or last too long, with a warning first. */
export const limitTime: Middleware = run => async session => {
	const endController = new AbortController();
	const {activity} = startSessionTimeouts(
		session.connection.settings,
		{
			warn: (reason, seconds) => session.notify(warnings[reason](Math.round(seconds))),
			active: () => session.notify(undefined),
			end: reason => session.end(reason),
		},
		AbortSignal.any([session.connection.closed, endController.signal]),
	);
	session.onInput(activity);
	try {
		return await run(session);
	} finally {
		endController.abort();
	}
};
