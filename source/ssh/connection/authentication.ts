import type {AuthContext} from 'ssh2';
import {clientText} from '../../server/log.ts';
import type {Connection} from './connection.ts';

/**
Accepts anyone without credentials. Keyboard-interactive, without a prompt, is for clients that skip
`none`. A password is never read: whoever sends one is a bot, or lost.
*/
export const authenticate = (connection: Connection, context: AuthContext): void => {
	switch (context.method) {
		case 'none':
		case 'keyboard-interactive':
			context.accept();
			break;
		case 'password':
			connection.logAbuse(`password for ${clientText(context.username)}`);
			context.reject(['keyboard-interactive']);
			break;
		default:
			context.reject(['keyboard-interactive']);
	}
};
