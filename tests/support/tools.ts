import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Whether a program is there to be run. */
export const hasTool = (name: string): boolean =>
	[...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].some(folder => {
		try {
			accessSync(join(folder, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
