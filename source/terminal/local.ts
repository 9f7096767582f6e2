import {release} from 'node:os';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {type Capabilities, type ColorOptions, detectCapabilities} from './capabilities.ts';
import {createInput} from './input.ts';
import type {Terminal} from './terminal.ts';
import {clampSize} from './terminal.ts';

/* If no shell can stop the process, it continues after this, in milliseconds. */
const stopDelay = 100;

/*
Stops the whole foreground job, as the terminal does on Ctrl-Z outside raw mode, and resolves when the
shell continues it.
*/
const suspend = async (): Promise<void> => {
	process.kill(0, 'SIGTSTP');
	await setTimeout(stopDelay);
};

/** Whether this process has an interactive terminal that can show a screen. */
export const hasLocalScreen = (): boolean =>
	process.stdin.isTTY === true &&
	process.stdout.isTTY === true &&
	process.env.TERM !== 'dumb' &&
	process.env.INK_SCREEN_READER !== 'true';

/** What the process's own terminal can show. */
export const localCapabilities = (options: ColorOptions): Capabilities =>
	detectCapabilities(process.env, options, {platform: process.platform, release: release()});

/** A terminal that is restored when it is closed. */
export type LocalTerminal = Terminal & {readonly close: () => void};

/**
The process's own terminal.

@param onInterrupt - Called for Ctrl-C while nobody reads keys, or a second one.
*/
export const localTerminal = (options: ColorOptions, onInterrupt: () => void): LocalTerminal => {
	const {stdin, stdout, platform} = process;
	const input = createInput({onInterrupt});
	stdin.on('data', input.receive);
	stdin.on('end', input.end);
	return {
		capabilities: localCapabilities(options),
		input,
		getSize: () => clampSize(stdout),
		onResize: listener => {
			stdout.on('resize', listener);
			return () => stdout.off('resize', listener);
		},
		write: text => stdout.write(text),
		setRawMode: raw => stdin.setRawMode(raw),
		ref: keepsAlive => (keepsAlive ? stdin.ref() : stdin.unref()),
		...(platform === 'win32' ? {} : {suspend}),
		close() {
			stdin.off('data', input.receive);
			stdin.off('end', input.end);
			stdin.setRawMode(false);
			stdin.pause();
		},
	};
};
