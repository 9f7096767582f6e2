import process from 'node:process';
import {createPainter} from '../ansi/painter.ts';
import {printLines} from '../ansi/print.ts';
import {leaveScreen, startSession} from '../ansi/session.ts';
import type {Profile} from '../profile/schema.ts';
import {sectionList} from '../resume/sections.ts';
import type {Selection} from '../resume/select.ts';
import {createContent} from '../screen/content.ts';
import {exitMessage} from '../screen/exit-message.ts';
import {createScreen, type Screen} from '../screen/screen.ts';
import {defaultTheme} from '../screen/theme.ts';
import type {StatsFeed} from '../stats/store.ts';
import {hasBadgeColors} from '../terminal/capabilities.ts';
import {type LocalTerminal, localTerminal} from '../terminal/local.ts';
import type {Terminal} from '../terminal/terminal.ts';
import type {Flags} from './flags.ts';
import type {LocalStats} from './stats.ts';

/** What to show on the process's own terminal. */
export type ScreenRequest = {
	readonly profile: Profile;
	readonly selection: Selection;
	readonly flags: Flags;
	/** As the visitor called it. */
	readonly program: string;
};

const exitSignals = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

type ExitSignal = keyof typeof exitSignals;

const signalNames = Object.keys(exitSignals) as readonly ExitSignal[];

/*
Ends the screen when the process has to exit, or when something fails. The first signal ends the screen;
a second one kills the process in case that does not work.
*/
const watchProcess = (restore: () => void) => {
	const ending = new AbortController();
	let failure: unknown;
	const fail = (error: unknown) => {
		failure ??= error;
		ending.abort();
	};

	const kill = (name: ExitSignal) => {
		process.removeAllListeners(name);
		restore();
		process.kill(process.pid, name);
	};

	const onSignal = (name: ExitSignal) => {
		if (ending.signal.aborted) {
			kill(name);
			return;
		}

		process.exitCode = 128 + exitSignals[name];
		ending.abort();
	};

	process.on('uncaughtException', fail);
	process.on('unhandledRejection', fail);
	for (const name of signalNames) {
		process.on(name, onSignal);
	}

	return {
		signal: ending.signal,
		kill,
		/** From now on a signal kills the process, even while it is busy. */
		stop: () => {
			for (const name of signalNames) {
				process.removeAllListeners(name);
			}

			if (failure !== undefined) {
				throw failure;
			}
		},
	};
};

const aborted = (signal: AbortSignal) =>
	new Promise<undefined>(resolve => {
		signal.addEventListener('abort', () => resolve(undefined), {once: true});
	});

/* Opens the statistics after the first frame, and follows them while the screen is shown. */
const openStats = (screen: Screen, {open}: LocalStats, signal: AbortSignal) => {
	let feed: StatsFeed | undefined;
	const follow = async () => {
		const {followStats} = await import('./deferred.ts');
		feed = await open();
		if (!signal.aborted) {
			signal.addEventListener('abort', followStats(screen, feed, Date.now), {once: true});
		}
	};

	/* If the program was uninstalled while running, it cannot load them and continues without. */
	follow().catch(() => {});
	return () => void feed?.refresh?.();
};

/*
Ink takes a while to load. Until then the screen is drawn without it, and keys work; then Ink takes
over.
*/
const run = async (
	terminal: Terminal,
	screen: Screen,
	stats: LocalStats,
	signal: AbortSignal,
): Promise<void> => {
	const first = startSession(terminal, screen, createPainter(terminal.capabilities, defaultTheme));
	const ink = await Promise.race([
		import('../tui/run-screen.tsx'),
		first.done,
		aborted(signal),
	]).catch(error => {
		first.restore();
		throw error;
	});
	if (!ink) {
		first.restore();
		return;
	}

	first.handOver();
	const over = new AbortController();
	let refresh = () => {};
	const running = ink.runScreen(terminal, screen, {
		isHydrating: true,
		refresh: () => refresh(),
		signal,
	});
	refresh = openStats(screen, stats, over.signal);
	try {
		await running;
	} finally {
		over.abort();
	}
};

/** Shows the résumé on the process's own terminal until the visitor leaves. */
export const show = async (
	{profile, selection: {section, entry}, flags, program}: ScreenRequest,
	createStats: (profile: Profile, flags: Flags) => LocalStats,
): Promise<void> => {
	const stats = createStats(profile, flags);
	const terminal: LocalTerminal = localTerminal(flags, () => watch.kill('SIGINT'));
	const {capabilities, getSize, suspend, write} = terminal;
	const watch = watchProcess(() => {
		write(leaveScreen);
		terminal.close();
	});
	try {
		const screen = createScreen({
			content: createContent(profile),
			size: getSize(),
			badgeColors: hasBadgeColors(capabilities),
			unavailable: suspend === undefined ? ['suspend'] : [],
			start:
				section === undefined
					? undefined
					: {section: sectionList.findIndex(({id}) => id === section), entry},
		});
		await run(terminal, screen, stats, watch.signal);
	} finally {
		terminal.close();
		watch.stop();
	}

	const painter = createPainter(capabilities, defaultTheme);
	write(printLines(exitMessage(profile, `npx ${program}`, getSize().columns), painter));
};
