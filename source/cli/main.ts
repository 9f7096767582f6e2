import process from 'node:process';
import {bugs, version} from '../../package.json';
import {type Command, parseCommand, type Selection} from '../commands.ts';
import type {FormatId} from '../formats/index.ts';
import {bundledProfile} from '../profile/bundled.ts';
import type {Profile} from '../profile/schema.ts';
import {type SectionId, sectionIndex, sections} from '../resume/sections.ts';
import {select} from '../resume/select.ts';
import {hasLocalScreen, localCapabilities, localTerminal} from '../terminal/local.ts';
import {UserError} from '../text/user-error.ts';
import type {Flags} from './flags.ts';
import {type LocalStats, localStats} from './stats.ts';

/* The door of `npx techbyabrar`: this process's own terminal, or none. */

const program = 'techbyabrar';
const usualWidth = 80;

/* Who asks for the statistics waits for all of them, who asks for everything not for long. */
const patience = {asked: 10_000, along: 2500};

const loadProfile = async ({profile: file, github: login}: Flags): Promise<Profile> => {
	const profile =
		file === undefined
			? bundledProfile
			: await (await import('../profile/load.ts')).loadProfile(file);
	return login === undefined ? profile : {...profile, stats: {...profile.stats, login}};
};

const countFor = async (format: FormatId, section: SectionId | undefined, stats: LocalStats) => {
	const counts = sectionIndex.some(({id, counts}) => counts && id === (section ?? id));
	if (!counts || format === 'vcard') {
		return undefined;
	}

	const counted = await stats.count(section === 'stats' ? patience.asked : patience.along);
	await stats.close();
	return counted;
};

/* Text that is meant for a terminal, in ASCII where that is all it shows. */
const lowered = async (text: string, flags: Flags): Promise<string> =>
	localCapabilities(flags).unicode ? text : (await import('../terminal/ascii.ts')).lowerText(text);

/* A file is read by who knows what, so it has Unicode unless ASCII is asked for. */
const emit = async (text: string, isText: boolean, flags: Flags): Promise<void> => {
	if (flags.output === undefined) {
		process.stdout.write(isText ? await lowered(text, flags) : text);
		return;
	}

	const {writeOutput} = await import('./write-file.ts');
	await writeOutput(flags.output, isText && flags.ascii ? await lowered(text, flags) : text);
};

const print = async (format: FormatId, {section, entry}: Selection, flags: Flags) => {
	const profile = await loadProfile(flags);
	select(sections(profile), section, entry);
	const counted = await countFor(format, section, localStats(profile, flags));
	const chosen = select(sections(profile, counted), section, entry);
	const {formats} = await import('../formats/index.ts');
	const render = await formats[format].load();
	const output = render(
		{profile, sections: chosen, whole: section === undefined},
		{width: flags.width ?? usualWidth, aloud: process.env.INK_SCREEN_READER === 'true'},
	);
	await emit(output, format === 'text', flags);
};

const exitSignals = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

const show = async ({section, entry}: Selection, flags: Flags) => {
	const profile = await loadProfile(flags);
	select(sections(profile), section, entry);
	const stats = localStats(profile, flags);
	const {runScreen} = await import('../tui/run-screen.tsx');
	const terminal = localTerminal(flags);
	const ending = new AbortController();
	let fault: unknown;
	const fail = (error: unknown) => {
		fault ??= error;
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

	await runScreen(terminal, {
		profile,
		section,
		entry,
		openStats: stats.open,
		comeAgain: `npx ${program}`,
		signal: ending.signal,
	});
	terminal.close();
	await stats.close();
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
		const isScreen = hasLocalScreen() && flags.output === undefined;
		await (isScreen ? show(command, flags) : print('text', command, flags));
	}
};

process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
	/* A reader that has seen enough, such as `head`; a terminal that is gone. */
	if (code !== 'EPIPE' && code !== 'EIO') {
		process.exitCode = 1;
		process.stderr.write(`${program}: cannot write: ${message}\n`);
	}

	process.exit();
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
		process.exit();
	}
});
