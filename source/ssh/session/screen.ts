import type {Selection} from '../../commands.ts';
import {runScreen} from '../../tui/run-screen.tsx';
import {createKeyBudget} from '../guards/key-budget.ts';
import {channelTerminal} from './channel-terminal.ts';
import type {Pty, Session} from './session.ts';

/** Shows the résumé on a visitor's terminal, until they leave or have to. */
export const showScreen = async (
	session: Session,
	{section, entry}: Selection,
): Promise<number> => {
	const {terminal, receive, end, notify} = channelTerminal(session as Session & {pty: Pty});
	const isWithinBudget = createKeyBudget();
	session.onInput(chunk => {
		if (isWithinBudget(chunk.length)) {
			receive(chunk);
		}
	});
	session.onInputEnd(end);
	session.onNotice(notify);
	await runScreen(terminal, {
		profile: session.connection.profile,
		openStats: session.connection.stats,
		section,
		entry,
		comeAgain: 'ssh, as you did now',
		signal: session.ended,
	});
	return session.ended.aborted && session.ended.reason !== 'gone' ? 1 : 0;
};
