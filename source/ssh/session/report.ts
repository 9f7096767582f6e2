import {terminalFamily} from '../terminal-family.ts';
import type {Middleware} from './session.ts';

/** Logs and reports that a session starts, and how it ended. */
export const report: Middleware =
	(run, {program, section}) =>
	async session => {
		const {connection, pty} = session;
		const startedAt = performance.now();
		const what = {program, ...(section === undefined ? {} : {section})};
		connection.report({kind: 'session', program, terminal: terminalFamily(pty?.term)});
		connection.log.info({...what, ...(pty ? {term: pty.term, ...pty.size()} : {})}, 'session');
		const code = await run(session);
		const seconds = (performance.now() - startedAt) / 1000;
		const failed = session.ended.reason === 'failure';
		connection.report({kind: 'session-ended', program, seconds, failed});
		connection.log.info(
			{
				...what,
				code,
				seconds: Number(seconds.toFixed(1)),
				...(session.ended.aborted ? {reason: String(session.ended.reason)} : {}),
			},
			'session-ended',
		);
		return code;
	};
