import {appendFile, cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';
import {serverProgram} from './build.ts';

/**
The server with a fault in its workers.

@param code - What they run at last.
@returns the program, in a folder of its own for this test.
*/
export const faultyServer = async (code: string): Promise<string> => {
	const folder = await mkdtemp(join(tmpdir(), 'faulty-'));
	onTestFinished(() => rm(folder, {recursive: true, force: true}));
	await cp(dirname(serverProgram), folder, {recursive: true});
	const program = join(folder, 'ssh.js');
	await appendFile(program, `\nif (process.send) {\n${code}\n}\n`);
	return program;
};
