import {writeFile} from 'node:fs/promises';
import {sanitize} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'part of its path does not exist: create it',
	ENOTDIR: 'part of its path is not a directory: check the path',
	EISDIR: 'it is a directory: name a file',
	EACCES: 'permission denied: choose another place',
	EPERM: 'permission denied: choose another place',
	EROFS: 'its disk is read-only: choose another place',
	ENOSPC: 'the disk is full',
};

/**
Writes output to a file, replacing its content.

@param path - As the visitor gave it.
@throws {UserError} with one line that names the file, the error and the fix.
*/
export const writeOutput = async (path: string, text: string): Promise<void> => {
	try {
		await writeFile(path, text);
	} catch (error) {
		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		throw new UserError(`${sanitize(path)}: cannot be written: ${reasons[code] ?? code}`);
	}
};
