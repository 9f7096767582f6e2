import process from 'node:process';
import {setTimeout} from 'node:timers/promises';

/*
Exiting takes at most 300 ms, counted in steps, which a busy machine stretches along with what is waited
for.
*/
const grace = {steps: 30, milliseconds: 10};

/* File system requests and DNS lookups, each of which blocks a thread and cannot be canceled. */
const hasBlockedThreads = (): boolean =>
	process.getActiveResourcesInfo().some(name => /^(?:FSReq|GetAddrInfo)/.test(name));

/* Node waits for its threads before it exits; the system does not. */
const endWithThreads = () => {
	const {execPath, exitCode = 0, execve, platform} = process;
	if (platform !== 'win32' && execve !== undefined) {
		/* The only way to end all threads and still set the exit code. */
		execve(execPath, [execPath, '-e', `process.exit(${exitCode})`], {});
	}

	process.kill(process.pid, 'SIGKILL');
};

/**
Exits with `process.exitCode` within 300 ms.

@param closing - Waited for within that time.
*/
export const exit = async (closing: Promise<void> = Promise.resolve()): Promise<void> => {
	let isClosing = true;
	const closed = Promise.allSettled([closing]).then(() => {
		isClosing = false;
	});
	for (let step = 0; step < grace.steps && (isClosing || hasBlockedThreads()); step++) {
		const pause = setTimeout(grace.milliseconds);
		await (isClosing ? Promise.race([closed, pause]) : pause);
	}

	if (hasBlockedThreads()) {
		endWithThreads();
	}

	process.exit();
};
