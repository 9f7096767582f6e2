import process from 'node:process';
import {type Command, parseCommand} from '../commands.ts';
import {type FormatId, formats} from '../formats/index.ts';
import {render} from '../formats/render.ts';
import {bundledProfile} from '../profile/bundled.ts';
import {loadProfile} from '../profile/load.ts';
import type {Profile} from '../profile/schema.ts';
import {sectionList} from '../resume/sections.ts';
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
Milliseconds. Printing the statistics waits for all of them; printing everything does not wait long.
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
	formats[format].usesStats &&
	sectionList.some(({id, usesStats}) => usesStats && id === (section ?? id));

/* Text for a terminal, in ASCII if it supports nothing else. */
const downgradeText = (text: string, flags: Flags): string =>
	localCapabilities(flags).unicode ? text : toAscii(text);

/* A file's reader is not known, so it has Unicode unless ASCII is requested. */
const emit = async (text: string, isText: boolean, flags: Flags): Promise<void> => {
	if (flags.output === undefined) {
		process.stdout.write(isText ? downgradeText(text, flags) : text);
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
	/* Not in the text, which outlives the reason; JSON has a reason for each number. */
	const reason = stats?.stats.lastError;
	if (selection.section === 'stats' && reason !== undefined && !formats[format].includesReasons) {
		process.stderr.write(`${program}: cannot update the statistics: ${reasonText(reason)}\n`);
	}
};

/**
Executes a command line.

@returns the screen to show, if it asks for one.
@throws {UserError} for invalid words and flags.
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
		process.stdout.write(downgradeText(help(program), flags));
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
