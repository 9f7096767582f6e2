import {homedir} from 'node:os';
import {join} from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
Where the server keeps its host key: systemd's StateDirectory=, or else the folder that the XDG
Base Directory Specification names.
*/
export const stateFolder = (environment: Environment): string => {
	const {STATE_DIRECTORY, XDG_STATE_HOME} = environment;
	/* systemd separates several by colons; the first is ours. */
	const [given] = (STATE_DIRECTORY ?? '').split(':');
	return given || join(XDG_STATE_HOME || join(homedir(), '.local/state'), 'techbyabrar');
};
