import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

/**
Runs npm without a shell, which Windows would need for its `npm.cmd`.

@returns what it printed.
@throws if it fails, or takes longer than ten minutes.
*/
export const npm = async (args: readonly string[], folder: string): Promise<string> => {
	const {npm_execpath: script} = process.env;
	if (script === undefined) {
		throw new Error('npm is not known: run this with npm run');
	}

	const {stdout} = await promisify(execFile)(process.execPath, [script, ...args], {
		cwd: folder,
		timeout: 600_000,
		maxBuffer: 64 * 1024 * 1024,
	});
	return stdout;
};
