import type {Selection} from '../../commands.ts';
import type {SectionId} from '../../resume/sections.ts';
import {runScreen} from '../../tui/run-screen.tsx';
import {createKeyBudget} from '../connection/key-budget.ts';
import type {Pty, Session} from './session.ts';
import {channelTerminal} from './terminal.ts';

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
	const seen = new Set<SectionId>();
	await runScreen(terminal, {
		profile: session.connection.profile,
		openStats: session.connection.stats,
		section,
		entry,
		onSection: id => {
			if (!seen.has(id)) {
				seen.add(id);
				session.connection.report({kind: 'section', section: id});
			}
		},
		comeAgain: 'ssh, as you did now',
		signal: session.ended,
	});
	return session.ended.aborted && session.ended.reason !== 'gone' ? 1 : 0;
};
