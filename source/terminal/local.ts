import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {detectCapabilities, type Wishes} from './capabilities.ts';
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

/** A terminal that is given back when it is closed. */
export type LocalTerminal = Terminal & {readonly close: () => void};

/**
The process's own terminal, in raw mode from now on: what is typed is not shown, and kept until
someone reads it. The only maker of a terminal that reads `process`.

@param onInterrupt - Ctrl-C was typed where nobody reads keys, or again: the first was not heeded.
*/
export const localTerminal = (wishes: Wishes, onInterrupt: () => void): LocalTerminal => {
	const {stdin, stdout, env, platform} = process;
	const capabilities = detectCapabilities(env, wishes, platform);
	const output = createScreenStream(text => stdout.write(text), {capabilities, size: stdout});
	const input = createKeyStream({
		setRawMode: raw => stdin.setRawMode(raw),
		ref: () => stdin.ref(),
		unref: () => stdin.unref(),
		onInterrupt,
	});
	const resize = () => output.setSize(stdout);
	stdout.on('resize', resize);
	stdin.on('data', input.receive);
	stdin.on('end', input.end);
	stdin.setRawMode(true);
	return {
		input,
		output,
		capabilities,
		...(platform === 'win32' ? {} : {suspend}),
		close() {
			stdout.off('resize', resize);
			stdin.off('data', input.receive);
			stdin.off('end', input.end);
			stdin.setRawMode(false);
			stdin.pause();
		},
	};
};
