import process from 'node:process';
import {bugs, version} from '../../package.json';
import {type Command, parseCommand, type Selection} from '../commands.ts';
import type {FormatId} from '../formats/index.ts';
import {bundledProfile} from '../profile/bundled.ts';
import type {Profile} from '../profile/schema.ts';
import {type SectionId, sectionIndex, sections} from '../resume/sections.ts';
import {select} from '../resume/select.ts';
import {detectCapabilities} from '../terminal/capabilities.ts';
import {hasLocalScreen, localTerminal} from '../terminal/local.ts';
import {UserError} from '../text/user-error.ts';
import {exit} from './exit.ts';
import type {Flags} from './flags.ts';
import {type LocalStats, localStats} from './stats.ts';

/* The door of `npx techbyabrar`: this process's own terminal, or none. */

const program = 'techbyabrar';
const usualWidth = 80;

/* Who asks for the statistics waits for all of them, who asks for everything not for long. */
const patience = {asked: 10_000, along: 2500};

/** Once there are any. */
let stats: LocalStats | undefined;

const loadProfile = async ({profile: file, github: login}: Flags): Promise<Profile> => {
	const profile =
		file === undefined
			? bundledProfile
			: await (await import('../profile/load.ts')).loadProfile(file);
	return login === undefined ? profile : {...profile, stats: {...profile.stats, login}};
};

const countFor = async (format: FormatId, section: SectionId | undefined, stats: LocalStats) => {
	const counts = sectionIndex.some(({id, counts}) => counts && id === (section ?? id));
	return counts && format !== 'vcard'
		? stats.count(section === 'stats' ? patience.asked : patience.along)
		: undefined;
};

/* Text that is meant for a terminal, in ASCII where that is all it shows. */
const lowered = async (text: string, flags: Flags): Promise<string> =>
	detectCapabilities(process.env, flags, process.platform).unicode
		? text
		: (await import('../terminal/ascii.ts')).lowerText(text);

const print = async (format: FormatId, {section, entry}: Selection, flags: Flags) => {
	const profile = await loadProfile(flags);
	select(sections(profile), section, entry);
	stats = localStats(profile, flags);
	const counted = await countFor(format, section, stats);
	const chosen = select(sections(profile, counted), section, entry);
	const {formats} = await import('../formats/index.ts');
	const render = await formats[format].load();
	const output = render(
		{profile, sections: chosen, whole: section === undefined},
		{width: flags.width ?? usualWidth, aloud: process.env.INK_SCREEN_READER === 'true'},
	);
	process.stdout.write(format === 'text' ? await lowered(output, flags) : output);
	/* It has no place in a text that is kept; JSON tells it of each number. */
	if (section === 'stats' && counted?.stats.setback !== undefined && format !== 'json') {
		const {reasonText} = await import('../resume/wording.ts');
		const reason = reasonText(counted.stats.setback);
		process.stderr.write(`${program}: cannot update the statistics: ${reason}\n`);
	}
};

const exitSignals = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

type ExitSignal = keyof typeof exitSignals;

const signalNames = Object.keys(exitSignals) as readonly ExitSignal[];

const show = async ({section, entry}: Selection, flags: Flags) => {
	const profile = await loadProfile(flags);
	select(sections(profile), section, entry);
	stats = localStats(profile, flags);
	const ending = new AbortController();
	let fault: unknown;
	const fail = (error: unknown) => {
		fault ??= error;
		ending.abort();
	};

	/* The first asks the screen to end; a second one is for when it does not. */
	const onSignal = (name: ExitSignal) => {
		if (ending.signal.aborted) {
			kill(name);
			return;
		}

		process.exitCode = 128 + exitSignals[name];
		ending.abort();
	};

	/* Before anything heavy is loaded: what is typed meanwhile is neither shown nor lost. */
	const terminal = localTerminal(flags, () => kill('SIGINT'));
	const kill = (name: ExitSignal) => {
		process.off(name, onSignal);
		terminal.close();
		process.kill(process.pid, name);
	};

	try {
		const {runScreen} = await import('../tui/run-screen.tsx');
		process.on('uncaughtException', fail);
		process.on('unhandledRejection', fail);
		for (const name of signalNames) {
			process.on(name, onSignal);
		}

		await runScreen(terminal, {
			profile,
			section,
			entry,
			openStats: stats.open,
			comeAgain: `npx ${program}`,
			signal: ending.signal,
		});
	} finally {
		terminal.close();
		/* From here on a signal ends the process by itself, even one that is busy. */
		for (const name of signalNames) {
			process.removeAllListeners(name);
		}
	}

	if (fault !== undefined) {
		throw fault;
	}
};

const run = async () => {
	const argv = process.argv.slice(2);
	/* Most visitors type no words, and wait for no parser. */
	const {words, flags} =
		argv.length === 0 ? {words: [], flags: {}} : (await import('./flags.ts')).parseFlags(argv);
	if (flags.version) {
		console.log(version);
		return;
	}

	const command: Command = flags.help ? {kind: 'help'} : parseCommand(words);
	if (command.kind === 'help') {
		process.stdout.write(await lowered((await import('./help.ts')).help(program), flags));
	} else if (command.kind === 'print') {
		await print(command.format, command, flags);
	} else if (command.kind === 'show') {
		await (hasLocalScreen() ? show(command, flags) : print('text', command, flags));
	}
};

process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
	/* A reader that has seen enough, such as `head`; a terminal that is gone. */
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
		const {printable} = await import('../text/sanitize.ts');
		process.stderr.write(
			`${program}: internal error: ${printable(String(error))}; please report it at ${bugs}\n`,
		);
	}
}

/* Behind what was written: on some systems a pipe takes its time. What fails is told above. */
process.stdout.write('', error => {
	if (!error) {
		void exit(stats?.close());
	}
});
