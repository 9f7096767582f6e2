import process from 'node:process';
import {setTimeout} from 'node:timers/promises';

/*
An exit waits 300 ms at most, in steps: on a busy machine each comes late, and so do those that are
waited for.
*/
const grace = {steps: 30, milliseconds: 10};

/* Requests for a file or an address, each of which holds a thread that nothing can cancel. */
const isWaiting = (): boolean =>
	process.getActiveResourcesInfo().some(name => /^(?:FSReq|GetAddrInfo)/.test(name));

/* Node waits for its threads before it ends; the system does not. */
const endWithThreads = () => {
	const {execPath, exitCode = 0, execve, platform} = process;
	if (platform !== 'win32' && execve !== undefined) {
		/* The one way to end all threads and still have a say in the exit code. */
		execve(execPath, [execPath, '-e', `process.exit(${exitCode})`], {});
	}

	process.kill(process.pid, 'SIGKILL');
};

/**
Ends the process, with `process.exitCode`, in 300 ms at most.

@param closing - What is waited for within that time.
*/
export const exit = async (closing: Promise<void> = Promise.resolve()): Promise<void> => {
	let isClosing = true;
	const closed = Promise.allSettled([closing]).then(() => {
		isClosing = false;
	});
	for (let step = 0; step < grace.steps && (isClosing || isWaiting()); step++) {
		const pause = setTimeout(grace.milliseconds);
		await (isClosing ? Promise.race([closed, pause]) : pause);
	}

	if (isWaiting()) {
		endWithThreads();
	}

	process.exit();
};
