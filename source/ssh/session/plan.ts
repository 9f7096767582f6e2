import {type Command, parseCommand} from '../../commands.ts';
import {render} from '../../formats/render.ts';
import {checkSelection} from '../../resume/select.ts';
import {UserError} from '../../text/user-error.ts';
import type {Connection} from '../connection/connection.ts';
import {fingerprintText} from './fingerprint.ts';
import {helpText} from './help.ts';
import {privacyText} from './privacy.ts';
import {readScpRequest, refuseScp, sendByScp} from './scp.ts';
import {showScreen} from './screen.ts';
import {ownWords} from './server-commands.ts';
import type {Plan, Pty, Session} from './session.ts';
import {clampWindow} from './terminal.ts';

const usualWidth = 80;

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
		if (command.section !== undefined) {
			connection.report({kind: 'section', section: command.section});
		}

		const width = session.pty ? clampWindow(session.pty.size()).columns : usualWidth;
		const format = command.kind === 'print' ? command.format : 'text';
		session.print(render(profile, command, format, {width, stats: {stats: stats.getSnapshot()}}));
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
			checkSelection(connection.profile, command);
			return command.kind === 'show' && pty !== undefined && pty.term !== 'dumb'
				? {
						program: 'screen',
						section: command.section,
						run: session => showScreen(session as Session & {pty: Pty}, command),
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
	const scp = readScpRequest(typed ?? '');
	if (scp !== undefined) {
		return {
			program: 'files',
			run: scp.kind === 'download' ? sendByScp(scp) : refuseScp,
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
