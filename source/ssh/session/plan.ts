import {type Command, parseCommand} from '../../commands.ts';
import {render} from '../../formats/render.ts';
import {checkSelection} from '../../resume/select.ts';
import {UserError} from '../../text/user-error.ts';
import type {Connection} from '../connection/connection.ts';
import {readScpRequest, refuseScp, sendByScp} from './scp.ts';
import {showScreen} from './screen.ts';
import {helpText, serverCommands} from './server-commands.ts';
import type {Plan, Pty, Session} from './session.ts';
import {clampWindow} from './terminal.ts';

const defaultWidth = 80;

const planToPrint = (program: Plan['program'], text: () => string): Plan => ({
	program,
	run: async session => {
		session.print(text());
		return 0;
	},
});

const planToRefuse = (message: string): Plan => ({
	program: 'unknown',
	run: async session => {
		session.printError(`usage: ssh <host> [section [entry]] [format]: ${message}\n`);
		return 2;
	},
});

const planToRender = (
	connection: Connection,
	command: Command & {kind: 'show' | 'print'},
): Plan => ({
	program: 'text',
	section: command.section,
	run: async session => {
		const {profile, stats} = connection;
		if (command.section !== undefined) {
			connection.report({kind: 'section', section: command.section});
		}

		const width = session.pty ? clampWindow(session.pty.size()).columns : defaultWidth;
		const format = command.kind === 'print' ? command.format : 'text';
		session.print(render(profile, command, format, {width, stats: {stats: stats.getSnapshot()}}));
		return 0;
	},
});

const planForCommand = (
	connection: Connection,
	{pty}: Pick<Session, 'pty'>,
	line: string,
): Plan => {
	const words = line.split(/\s+/).filter(word => word !== '');
	const command = parseCommand(words, serverCommands);
	switch (command.kind) {
		case 'help':
			return planToPrint('help', helpText);
		case 'server': {
			const {word, text} = command.command;
			return planToPrint(word, () => text(connection));
		}

		case 'print':
		case 'show': {
			/* A missing entry is reported before a screen is shown. */
			checkSelection(connection.profile, command);
			return command.kind === 'show' && pty !== undefined && pty.term !== 'dumb'
				? {
						program: 'screen',
						section: command.section,
						run: session => showScreen(session as Session & {pty: Pty}, command),
					}
				: planToRender(connection, command);
		}
	}
};

/**
What to run for a client's command. Whatever it says, that is one of a few harmless things.

@param line - The command; empty for a shell.
*/
export const planFor = (
	connection: Connection,
	session: Pick<Session, 'pty'>,
	line: string,
): Plan => {
	const scp = readScpRequest(line);
	if (scp !== undefined) {
		return {
			program: 'files',
			run: scp.kind === 'download' ? sendByScp(scp) : refuseScp,
		};
	}

	try {
		return planForCommand(connection, session, line);
	} catch (error) {
		if (error instanceof UserError) {
			return planToRefuse(error.message);
		}

		throw error;
	}
};
