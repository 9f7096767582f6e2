import {type Command, parseCommand} from '../../commands.ts';
import {formats} from '../../formats/index.ts';
import {sections} from '../../resume/sections.ts';
import {select} from '../../resume/select.ts';
import {UserError} from '../../text/user-error.ts';
import type {Connection} from '../connection/connection.ts';
import {fingerprintText} from './fingerprint.ts';
import {helpText} from './help.ts';
import {privacyText} from './privacy.ts';
import {readScpRequest, refuseScp, sendByScp} from './scp.ts';
import {showScreen} from './screen.ts';
import {ownWords} from './server-commands.ts';
import type {Plan, Session} from './session.ts';
import {clampWindow} from './window-size.ts';

const usualWidth = 80;

const full: Plan = {
	program: 'full',
	run: async session => {
		session.complain('All places are taken; come back in a minute.\n');
		return 1;
	},
};

const saying = (program: Plan['program'], text: () => string): Plan => ({
	program,
	run: async session => {
		session.print(text());
		return 0;
	},
});

const complaining = (message: string): Plan => ({
	program: 'unknown',
	run: async session => {
		session.complain(`usage: ssh <host> [section [entry]] [format]: ${message}\n`);
		return 2;
	},
});

const printing = (connection: Connection, command: Command & {kind: 'show' | 'print'}): Plan => ({
	program: 'text',
	section: command.section,
	run: async session => {
		const {profile, stats} = connection;
		const counted = {stats: stats.getSnapshot()};
		const chosen = select(sections(profile, counted), command.section, command.entry);
		if (command.section !== undefined) {
			connection.report({kind: 'section', section: command.section});
		}

		const format = await formats[command.kind === 'print' ? command.format : 'text'].load();
		const width = session.pty ? clampWindow(session.pty.size()).columns : usualWidth;
		session.print(
			format({profile, sections: chosen, whole: command.section === undefined}, {width}),
		);
		return 0;
	},
});

const interpret = (
	connection: Connection,
	{pty}: Pick<Session, 'pty'>,
	typed: string | undefined,
): Plan => {
	const words = (typed ?? '').split(/\s+/).filter(word => word !== '');
	const command = parseCommand(
		words,
		ownWords.map(({word}) => word),
	);
	switch (command.kind) {
		case 'help':
			return saying('help', helpText);
		case 'own':
			return command.word === 'privacy'
				? saying('privacy', () => privacyText(connection.limits))
				: saying('fingerprint', () => fingerprintText(connection.fingerprint));
		case 'print':
		case 'show': {
			/* An entry that is not there is said before a screen begins. */
			select(sections(connection.profile), command.section, command.entry);
			return command.kind === 'show' && pty !== undefined && pty.term !== 'dumb'
				? {
						program: 'screen',
						section: command.section,
						run: session => showScreen(session, command),
					}
				: printing(connection, command);
		}
	}
};

/** What a client's words mean here. Whatever they are, it is one of a few harmless things. */
export const planFor = (
	connection: Connection,
	session: Pick<Session, 'pty'>,
	typed: string | undefined,
): Plan => {
	if (connection.full) {
		return full;
	}

	const scp = readScpRequest(typed ?? '');
	if (scp !== undefined) {
		return {
			program: 'files',
			run: scp.kind === 'download' ? sendByScp(scp.path) : refuseScp,
		};
	}

	try {
		return interpret(connection, session, typed);
	} catch (error) {
		if (error instanceof UserError) {
			return complaining(error.message);
		}

		throw error;
	}
};
