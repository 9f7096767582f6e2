import process from 'node:process';
import {bugs, version} from '../../package.json';
import {bundledProfile} from '../profile/bundled.ts';
import type {Profile} from '../profile/schema.ts';
import {hasLocalScreen} from '../terminal/local.ts';
import {sanitize} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';
import {exit} from './exit.ts';
import type {Flags} from './flags.ts';
import {show} from './show.ts';
import {type LocalStats, localStats} from './stats.ts';

/* The entry point of `npx techbyabrar`: this process's own terminal, or none. */

const program = 'techbyabrar';

let stats: LocalStats | undefined;

const createStats = (profile: Profile, flags: Flags): LocalStats => {
	stats = localStats(profile, flags);
	return stats;
};

const run = async () => {
	const argv = process.argv.slice(2);
	/* Most visitors pass no arguments, and should not wait for the parser. */
	if (argv.length === 0 && hasLocalScreen()) {
		await show({profile: bundledProfile, selection: {}, flags: {}, program}, createStats);
		return;
	}

	const {runCommand} = await import('./deferred.ts');
	const request = await runCommand(argv, {program, version, createStats});
	if (request !== undefined) {
		await show(request, createStats);
	}
};

/** Runs the program; an error is one line on stderr. */
export const main = async (): Promise<void> => {
	process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
		/* A reader that has closed the pipe, such as `head`; a closed terminal. */
		if (code !== 'EPIPE' && code !== 'EIO') {
			process.exitCode = 1;
			process.stderr.write(`${program}: cannot write: ${message}\n`);
		}

		void exit(stats?.close());
	});

	try {
		await run();
	} catch (error) {
		process.exitCode = 2;
		if (error instanceof UserError) {
			process.stderr.write(`${program}: ${error.message}\n`);
		} else {
			process.exitCode = 1;
			/* Deno's message names the permission and its flag. */
			const text =
				error instanceof Error && error.name === 'NotCapable'
					? `Deno denied access: ${sanitize(error.message)}, or -A to allow everything`
					: `internal error: ${sanitize(String(error))}; please report it at ${bugs}`;
			process.stderr.write(`${program}: ${text}\n`);
		}
	}

	/* After all output: on some systems pipes are asynchronous. Errors are handled above. */
	process.stdout.write('', error => {
		if (!error) {
			void exit(stats?.close());
		}
	});
};
