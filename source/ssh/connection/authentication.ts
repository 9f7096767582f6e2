import type {AuthContext} from 'ssh2';
import {clientText} from '../../server/log.ts';
import type {Connection} from './connection.ts';

/**
Lets everyone in who asks for nothing. Keyboard-interactive, without a question, is for clients
that skip `none`. A password is never looked at: whoever sends one is a bot, or lost.
*/
export const authenticate = (connection: Connection, context: AuthContext): void => {
	switch (context.method) {
		case 'none':
		case 'keyboard-interactive':
			context.accept();
			break;
		case 'password':
			connection.logBot(`password for ${clientText(context.username)}`);
			context.reject(['keyboard-interactive']);
			break;
		default:
			context.reject(['keyboard-interactive']);
	}
};
