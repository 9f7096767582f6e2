import {printLines} from '../../ansi/print.ts';
import {startSession} from '../../ansi/session.ts';
import {type SectionId, sectionList} from '../../resume/sections.ts';
import type {Selection} from '../../resume/select.ts';
import {exitMessage} from '../../screen/exit-message.ts';
import {followStats} from '../../screen/follow-stats.ts';
import {createScreen, type Screen} from '../../screen/screen.ts';
import {hasBadgeColors} from '../../terminal/capabilities.ts';
import {createKeyLimiter} from '../connection/input-limits.ts';
import type {Pty, Session} from './session.ts';
import {channelTerminal} from './terminal.ts';

/* Reports each section once, when it is first seen. */
const reportSections = (screen: Screen, onSection: (section: SectionId) => void) => {
	const seen = new Set<SectionId>();
	const check = () => {
		const {section} = screen.getFrame();
		if (section !== undefined && !seen.has(section)) {
			seen.add(section);
			onSection(section);
		}
	};
	check();
	return screen.subscribe(check);
};

const aborted = (signal: AbortSignal) =>
	new Promise<void>(resolve => {
		if (signal.aborted) {
			resolve();
		} else {
			signal.addEventListener('abort', () => resolve(), {once: true});
		}
	});

/** Shows the résumé on a visitor's terminal until they quit or the session must end. */
export const showScreen = async (
	session: Session & {readonly pty: Pty},
	{section, entry}: Selection,
): Promise<number> => {
	const {connection, ended} = session;
	const terminal = channelTerminal(session);
	const {capabilities, input, getSize, write} = terminal;
	const painter = connection.painterFor(capabilities);
	const allowInput = createKeyLimiter();
	session.onInput(chunk => {
		if (allowInput(chunk.length)) {
			input.receive(chunk);
		}
	});
	session.onInputEnd(input.end);
	const screen = createScreen({
		content: connection.content,
		size: getSize(),
		badgeColors: hasBadgeColors(capabilities),
		unavailable: ['suspend', 'refresh'],
		start:
			section === undefined
				? undefined
				: {section: sectionList.findIndex(({id}) => id === section), entry},
	});
	session.onNotice(notice => screen.dispatch({kind: 'notice', notice}));
	const stop = [
		reportSections(screen, id => connection.report({kind: 'section', section: id})),
		followStats(screen, connection.stats, Date.now),
	];
	const shown = startSession(terminal, screen, painter);
	try {
		await Promise.race([shown.done, aborted(ended)]);
	} finally {
		for (const each of stop) {
			each();
		}

		shown.restore();
	}

	write(
		printLines(exitMessage(connection.profile, 'ssh, as you did now', getSize().columns), painter),
	);
	return ended.aborted && ended.reason !== 'gone' ? 1 : 0;
};
