import process from 'node:process';
import {createPainter} from '../ansi/painter.ts';
import {printLines} from '../ansi/print.ts';
import {startSession} from '../ansi/session.ts';
import type {Selection} from '../commands.ts';
import type {Profile} from '../profile/schema.ts';
import {sectionIndex} from '../resume/sections.ts';
import {createContent} from '../screen/content.ts';
import {exitMessage} from '../screen/exit-message.ts';
import {createScreen, type Screen} from '../screen/screen.ts';
import {defaultTheme} from '../screen/theme.ts';
import type {StatsFeed} from '../stats/store.ts';
import {hasBadgeColors} from '../terminal/capabilities.ts';
import {localTerminal} from '../terminal/local.ts';
import type {Terminal} from '../terminal/terminal.ts';
import type {Flags} from './flags.ts';
import type {LocalStats} from './stats.ts';

const exitSignals = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

/* Aborts when the process has to end; if something failed, with that as the reason. */
const watchProcess = (): {readonly signal: AbortSignal; readonly failure: () => unknown} => {
	const ending = new AbortController();
	let failure: unknown;
	const fail = (error: unknown) => {
		failure ??= error;
		ending.abort();
	};

	process.on('uncaughtException', fail);
	process.on('unhandledRejection', fail);
	for (const [name, number] of Object.entries(exitSignals)) {
		/* Not once: without a listener left, the process would die of the signal at once. */
		process.on(name, () => {
			process.exitCode = 128 + number;
			ending.abort();
		});
	}

	return {signal: ending.signal, failure: () => failure};
};

const aborted = (signal: AbortSignal) =>
	new Promise<undefined>(resolve => {
		signal.addEventListener('abort', () => resolve(undefined), {once: true});
	});

/* The statistics are opened behind the first frame, and followed while the screen is there. */
const openStats = (screen: Screen, open: LocalStats['open'], signal: AbortSignal) => {
	let feed: StatsFeed | undefined;
	const follow = async () => {
		const {followStats} = await import('../screen/follow-stats.ts');
		feed = await open();
		if (!signal.aborted) {
			signal.addEventListener('abort', followStats(screen, feed, Date.now), {once: true});
		}
	};

	/* A program that was removed while it runs cannot load them: it goes on without. */
	follow().catch(() => {});
	return () => void feed?.refresh?.();
};

/*
Ink takes a while to load. Until then the screen is drawn without it, and keys work; then Ink takes
over what is there.
*/
const run = async (
	terminal: Terminal,
	screen: Screen,
	open: LocalStats['open'],
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
	refresh = openStats(screen, open, over.signal);
	try {
		await running;
	} finally {
		over.abort();
	}
};

/** Shows the résumé on the process's own terminal until the visitor leaves. */
export const show = async (
	profile: Profile,
	{section, entry}: Selection,
	flags: Flags,
	{open}: LocalStats,
	command: string,
): Promise<void> => {
	const terminal = localTerminal(flags);
	const {capabilities, getSize, suspend, write} = terminal;
	const {signal, failure} = watchProcess();
	const screen = createScreen({
		content: createContent(profile),
		size: getSize(),
		badgeColors: hasBadgeColors(capabilities),
		unavailable: suspend === undefined ? ['suspend'] : [],
		start:
			section === undefined
				? undefined
				: {section: sectionIndex.findIndex(({id}) => id === section), entry},
	});
	try {
		await run(terminal, screen, open, signal);
	} finally {
		terminal.close();
	}

	if (failure() !== undefined) {
		throw failure();
	}

	const painter = createPainter(capabilities, defaultTheme);
	write(printLines(exitMessage(profile, command, getSize().columns), painter));
};
