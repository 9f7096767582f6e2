import {release} from 'node:os';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {type Capabilities, detectCapabilities, type Wishes} from './capabilities.ts';
import {createKeyStream} from './key-stream.ts';
import {createScreenStream} from './screen-stream.ts';
import type {Terminal} from './terminal.ts';

/* Where no shell can stop the process, it just goes on after this, in milliseconds. */
const stopDelay = 100;

/*
Stops the whole foreground job, as the terminal does on Ctrl-Z outside raw mode, and comes back
when the shell continues it.
*/
const suspend = async (): Promise<void> => {
	process.kill(0, 'SIGTSTP');
	await setTimeout(stopDelay);
};

/** Whether someone sits at this process's own terminal, and it can show a screen. */
export const hasLocalScreen = (): boolean =>
	process.stdin.isTTY === true &&
	process.stdout.isTTY === true &&
	process.env.TERM !== 'dumb' &&
	process.env.INK_SCREEN_READER !== 'true';

/** What the process's own terminal can show. */
export const localCapabilities = (wishes: Wishes): Capabilities =>
	detectCapabilities(process.env, wishes, {platform: process.platform, release: release()});

/** The process's own terminal. The only maker of a terminal that reads `process`. */
export const localTerminal = (wishes: Wishes): Terminal & {readonly close: () => void} => {
	const {stdin, stdout, platform} = process;
	const capabilities = localCapabilities(wishes);
	const output = createScreenStream(text => stdout.write(text), {capabilities, size: stdout});
	const input = createKeyStream({
		setRawMode: raw => stdin.setRawMode(raw),
		ref: () => stdin.ref(),
		unref: () => stdin.unref(),
	});
	const resize = () => output.setSize(stdout);
	stdout.on('resize', resize);
	stdin.on('data', input.receive);
	stdin.on('end', input.end);
	return {
		input,
		output,
		capabilities,
		...(platform === 'win32' ? {} : {suspend}),
		close() {
			stdout.off('resize', resize);
			stdin.off('data', input.receive);
			stdin.off('end', input.end);
			stdin.pause();
		},
	};
};
