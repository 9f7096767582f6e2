import process from 'node:process';
import {type Command, parseCommand} from '../commands.ts';
import type {FormatId} from '../formats/index.ts';
import {render} from '../formats/render.ts';
import {bundledProfile} from '../profile/bundled.ts';
import {loadProfile} from '../profile/load.ts';
import type {Profile} from '../profile/schema.ts';
import {sectionIndex} from '../resume/sections.ts';
import {checkSelection, type Selection} from '../resume/select.ts';
import {reasonText} from '../resume/wording.ts';
import {toAscii} from '../terminal/ascii.ts';
import {hasLocalScreen, localCapabilities} from '../terminal/local.ts';
import {type Flags, parseFlags} from './flags.ts';
import {help} from './help.ts';
import type {ScreenRequest} from './show.ts';
import type {LocalStats} from './stats.ts';
import {writeOutput} from './write-file.ts';

const defaultWidth = 80;

/*
Milliseconds. Who asks for the statistics waits for all of them, who asks for everything not for
long.
*/
const timeouts = {stats: 10_000, everything: 2500};

type CreateStats = (profile: Profile, flags: Flags) => LocalStats;

type Options = {
	readonly program: string;
	readonly version: string;
	readonly createStats: CreateStats;
};

const profileFor = async ({profile: file, github: login}: Flags): Promise<Profile> => {
	const profile = file === undefined ? bundledProfile : await loadProfile(file);
	return login === undefined ? profile : {...profile, stats: {...profile.stats, login}};
};

const usesStats = (format: FormatId, {section}: Selection): boolean =>
	format !== 'vcard' && sectionIndex.some(({id, usesStats}) => usesStats && id === (section ?? id));

/* Text that is meant for a terminal, in ASCII where that is all it shows. */
const downgraded = (text: string, flags: Flags): string =>
	localCapabilities(flags).unicode ? text : toAscii(text);

/* A file is read by who knows what, so it has Unicode unless ASCII is asked for. */
const emit = async (text: string, isText: boolean, flags: Flags): Promise<void> => {
	if (flags.output === undefined) {
		process.stdout.write(isText ? downgraded(text, flags) : text);
	} else {
		await writeOutput(flags.output, isText && flags.ascii ? toAscii(text) : text);
	}
};

const print = async (
	profile: Profile,
	format: FormatId,
	selection: Selection,
	flags: Flags,
	{program, createStats}: Options,
) => {
	const timeout = selection.section === 'stats' ? timeouts.stats : timeouts.everything;
	const stats = usesStats(format, selection)
		? await createStats(profile, flags).wait(timeout)
		: undefined;
	const output = render(profile, selection, format, {
		stats,
		width: flags.width ?? defaultWidth,
		screenReader: process.env.INK_SCREEN_READER === 'true',
	});
	await emit(output, format === 'text', flags);
	/* It has no place in a text that is kept; JSON tells it of each number. */
	const reason = stats?.stats.lastError;
	if (selection.section === 'stats' && reason !== undefined && format !== 'json') {
		process.stderr.write(`${program}: cannot update the statistics: ${reasonText(reason)}\n`);
	}
};

/**
Does what a command line asks for.

@returns what to show, if that is a screen.
@throws {UserError} for words and flags that mean nothing.
*/
export const runCommand = async (
	argv: readonly string[],
	options: Options,
): Promise<ScreenRequest | undefined> => {
	const {program, version} = options;
	const {words, flags} = parseFlags(argv);
	if (flags.version) {
		process.stdout.write(`${version}\n`);
		return undefined;
	}

	const command: Command = flags.help ? {kind: 'help'} : parseCommand(words);
	if (command.kind === 'help') {
		process.stdout.write(downgraded(help(program), flags));
		return undefined;
	}

	if (command.kind === 'own') {
		return undefined;
	}

	const profile = await profileFor(flags);
	checkSelection(profile, command);
	if (command.kind === 'show' && hasLocalScreen() && flags.output === undefined) {
		return {profile, selection: command, flags, program};
	}

	const format = command.kind === 'print' ? command.format : 'text';
	await print(profile, format, command, flags, options);
	return undefined;
};
