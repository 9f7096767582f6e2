import '../terminal/rich-output.ts';
import {render} from 'ink';
import type {Profile} from '../profile/schema.ts';
import {type SectionId, sectionIndex} from '../resume/sections.ts';
import type {Terminal} from '../terminal/terminal.ts';
import {App} from './app.tsx';
import {ErrorBoundary} from './error-boundary.tsx';
import {farewell} from './farewell.ts';
import type {StatsFeed} from './use-statistics.ts';

export type ScreenRun = {
	readonly profile: Profile;
	/** The section to open at once. */
	readonly section?: SectionId | undefined;
	/** And its entry to start at, from 1. */
	readonly entry?: number | undefined;
	/**
	Opens the statistics, once the first frame is drawn, or has opened them already; who made
	them ends them.
	*/
	readonly openStats?: (() => Promise<StatsFeed>) | StatsFeed | undefined;
	/** Milliseconds since the epoch. @default Date.now */
	readonly clock?: () => number;
	/** Told which section's page is on the screen, when that is another. */
	readonly onSection?: ((section: SectionId) => void) | undefined;
	/** The command that brings the visitor back. */
	readonly comeAgain: string;
	/** Ends the screen from outside: a signal, a closed connection, a time limit. */
	readonly signal?: AbortSignal;
};

/* What Ink does on its way out, for when it fails on its way out. */
const giveBack = ({input, output}: Terminal): void => {
	input.setRawMode(false);
	output.write('\u001B[?2004l\u001B[?25h\u001B[?1049l');
};

const draw = async (
	{input, output, capabilities, suspend}: Terminal,
	{profile, section, entry, openStats, clock = Date.now, onSection, signal}: ScreenRun,
): Promise<void> => {
	const start =
		section === undefined
			? undefined
			: {section: sectionIndex.findIndex(({id}) => id === section), entry};
	const failing = new AbortController();
	const leave = () => {
		try {
			screen.unmount();
		} catch (error) {
			failing.abort(error);
		}
	};
	const screen = render(
		<ErrorBoundary
			onError={error => {
				failing.abort(error);
				/* It may be the first drawing that fails, before there is a screen to leave. */
				queueMicrotask(leave);
			}}
		>
			<App
				profile={profile}
				capabilities={capabilities}
				start={start}
				suspend={suspend}
				openStats={openStats}
				clock={clock}
				onSection={onSection}
			/>
		</ErrorBoundary>,
		{
			stdin: input,
			stdout: output,
			stderr: output,
			interactive: true,
			alternateScreen: true,
			incrementalRendering: true,
			exitOnCtrlC: false,
			patchConsole: false,
			isScreenReaderEnabled: false,
		},
	);
	input.once('end', leave);
	signal?.addEventListener('abort', leave, {once: true});
	const failed = new Promise<void>(resolve => {
		failing.signal.addEventListener('abort', () => resolve(), {once: true});
	});
	try {
		await Promise.race([screen.waitUntilExit(), failed]);
	} finally {
		input.off('end', leave);
		signal?.removeEventListener('abort', leave);
	}

	failing.signal.throwIfAborted();
};

/**
Shows the résumé on a terminal until the visitor leaves, and gives the terminal back as it was.

@throws whatever went wrong while drawing; the terminal has been given back by then.
*/
export const runScreen = async (terminal: Terminal, run: ScreenRun): Promise<void> => {
	try {
		await draw(terminal, run);
	} catch (error) {
		giveBack(terminal);
		throw error;
	}

	const {output} = terminal;
	output.write(farewell(run.profile, run.comeAgain, output.columns));
};
