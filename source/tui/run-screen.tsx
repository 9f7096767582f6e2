import './force-color.ts';
import {render} from 'ink';
import {leaveScreen} from '../ansi/session.ts';
import type {Screen} from '../screen/screen.ts';
import type {Terminal} from '../terminal/terminal.ts';
import {App} from './app.tsx';
import {ErrorBoundary} from './error-boundary.tsx';
import {createInkInput} from './ink-input.ts';
import {createInkOutput} from './ink-output.ts';

export type RunOptions = {
	/** Whether the screen's frame is on the terminal already. @default false */
	readonly isHydrating?: boolean;
	/** Asks the network for the statistics again. */
	readonly refresh?: (() => void) | undefined;
	/** Ends the screen, such as after a signal or an error. */
	readonly signal?: AbortSignal;
};

const run = async (
	terminal: Terminal,
	screen: Screen,
	{isHydrating = false, refresh, signal}: RunOptions,
): Promise<void> => {
	const {suspend, getSize, onResize} = terminal;
	/* Subscribed before Ink's output, so that Ink draws a frame of the new size. */
	const stopDispatching = onResize(() => screen.dispatch({kind: 'resize', size: getSize()}));
	const stdin = createInkInput(terminal);
	const {stdout, stopResizing} = createInkOutput(terminal, isHydrating);
	const failing = new AbortController();
	const leave = () => {
		try {
			ink.unmount();
		} catch (error) {
			failing.abort(error);
		}
	};
	const fail = (error: unknown) => {
		failing.abort(error);
		/* The first render may fail, before `ink` is assigned. */
		queueMicrotask(leave);
	};
	const ink = render(
		<ErrorBoundary onError={fail}>
			<App screen={screen} refresh={refresh} suspend={suspend} onError={fail} />
		</ErrorBoundary>,
		{
			stdin,
			stdout,
			stderr: stdout,
			interactive: true,
			alternateScreen: true,
			incrementalRendering: true,
			exitOnCtrlC: false,
			patchConsole: false,
			isScreenReaderEnabled: false,
		},
	);
	stdin.once('end', leave);
	signal?.addEventListener('abort', leave, {once: true});
	const failed = new Promise<void>(resolve => {
		failing.signal.addEventListener('abort', () => resolve(), {once: true});
	});
	try {
		await Promise.race([ink.waitUntilExit(), failed]);
	} finally {
		stdin.off('end', leave);
		signal?.removeEventListener('abort', leave);
		stopDispatching();
		stopResizing();
	}

	failing.signal.throwIfAborted();
};

/**
Shows a screen with Ink until the visitor leaves, and restores the terminal.

@throws whatever went wrong while drawing, after restoring the terminal.
*/
export const runScreen = async (
	terminal: Terminal,
	screen: Screen,
	options: RunOptions = {},
): Promise<void> => {
	try {
		await run(terminal, screen, options);
	} catch (error) {
		terminal.setRawMode(false);
		terminal.write(leaveScreen);
		throw error;
	}
};
