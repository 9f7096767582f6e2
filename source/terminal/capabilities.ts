/** How many colors a terminal can show. */
export type ColorDepth = 'none' | 'ansi16' | 'ansi256' | 'truecolor';

/** What one visitor's terminal can show, as far as can be known without asking it. */
export type Capabilities = {
	readonly colorDepth: ColorDepth;
	/** Whether it makes OSC 8 hyperlinks of text. */
	readonly hyperlinks: boolean;
	/** Whether it shows Unicode; otherwise ASCII stands in. */
	readonly unicode: boolean;
};

/** Whether badges can have their exact colors; the 16 are the terminal's own. */
export const hasBadgeColors = ({colorDepth}: Capabilities): boolean =>
	colorDepth === 'truecolor' || colorDepth === 'ansi256';

/** Environment variables: the process's own, or those that an SSH client sent. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The operating system that the terminal runs on, as `process.platform` and `os.release()` have it. */
export type System = {
	readonly platform: string;
	readonly release: string;
};

/** What the visitor said outright. */
export type ColorOptions = {
	/** `--color` or `--no-color` */
	readonly color?: boolean | undefined;
	/** `--ascii` */
	readonly ascii?: boolean | undefined;
};

/* Terminals that have both truecolor and hyperlinks, by their TERM or their TERM_PROGRAM. */
const richTerms = /^(?:xterm-)?(?:kitty|ghostty)|^(?:alacritty|wezterm|foot|contour|rio)/;
const richPrograms = new Set([
	'iTerm.app',
	'WezTerm',
	'vscode',
	'ghostty',
	'Hyper',
	'rio',
	'mintty',
	'Tabby',
]);

const truecolorTerms = /direct|truecolor|^(?:iterm|mintty)/;

/* The least that is color, where none was found. */
const colored = (detected: ColorDepth): ColorDepth => (detected === 'none' ? 'ansi16' : detected);

/* FORCE_COLOR as chalk and Node read it: empty or "true" is the least that is color. */
const forcedDepth = (value: string | undefined, detected: ColorDepth): ColorDepth | undefined => {
	switch (value) {
		case undefined:
			return undefined;
		case '0':
		case 'false':
			return 'none';
		case '2':
			return 'ansi256';
		case '3':
			return 'truecolor';
		default:
			return colored(detected);
	}
};

const detectedDepth = (environment: Environment, platform: string): ColorDepth => {
	const {TERM = '', COLORTERM = '', TERM_PROGRAM = '', WT_SESSION} = environment;
	/* vt100 and its kin, up to vt520, are monochrome. */
	if (TERM === 'dumb' || /^vt\d/.test(TERM)) {
		return 'none';
	}

	if (
		/^(?:truecolor|24bit)$/i.test(COLORTERM) ||
		truecolorTerms.test(TERM) ||
		richTerms.test(TERM) ||
		richPrograms.has(TERM_PROGRAM) ||
		WT_SESSION !== undefined ||
		platform === 'win32'
	) {
		return 'truecolor';
	}

	return TERM.includes('256') || TERM_PROGRAM === 'Apple_Terminal' ? 'ansi256' : 'ansi16';
};

const colorDepth = (environment: Environment, platform: string, wish?: boolean): ColorDepth => {
	const detected = detectedDepth(environment, platform);
	if (wish !== undefined) {
		const forced = forcedDepth(environment.FORCE_COLOR, detected) ?? 'none';
		return wish ? (forced === 'none' ? colored(detected) : forced) : 'none';
	}

	const forced = forcedDepth(environment.FORCE_COLOR, detected);
	/* https://no-color.org: any text but the empty one counts. */
	return forced ?? (environment.NO_COLOR ? 'none' : detected);
};

const hyperlinks = (environment: Environment): boolean => {
	const {
		FORCE_HYPERLINK,
		TERM = '',
		TERM_PROGRAM = '',
		VTE_VERSION,
		WT_SESSION,
		KONSOLE_VERSION,
	} = environment;
	if (FORCE_HYPERLINK !== undefined) {
		return FORCE_HYPERLINK !== '0' && FORCE_HYPERLINK !== 'false';
	}

	return (
		richPrograms.has(TERM_PROGRAM) ||
		richTerms.test(TERM) ||
		WT_SESSION !== undefined ||
		KONSOLE_VERSION !== undefined ||
		/* 0.50.0 crashed on them. */
		Number(VTE_VERSION ?? 0) > 5000
	);
};

/*
Windows 11 shows consoles in Windows Terminal, which sets nothing for a program that it did not
start itself: https://github.com/microsoft/terminal/issues/13006
*/
const isWindows11 = (release: string): boolean => {
	const [major = 0, , build = 0] = release.split('.').map(Number);
	return major > 10 || (major === 10 && build >= 22_000);
};

const windowsUnicode = (environment: Environment, release: string): boolean => {
	const {TERM, TERM_PROGRAM, WT_SESSION, TERMINAL_EMULATOR, ConEmuANSI} = environment;
	const terminal = TERM || TERM_PROGRAM || WT_SESSION || TERMINAL_EMULATOR;
	return Boolean(terminal) || ConEmuANSI === 'ON' || isWindows11(release);
};

const unicode = (environment: Environment, {platform, release}: System): boolean => {
	const {TERM = '', LC_ALL, LC_CTYPE, LANG} = environment;
	/* The consoles of Linux and of old Windows have fonts of 256 or 512 glyphs. */
	if (TERM === 'linux') {
		return false;
	}

	if (platform === 'win32') {
		return windowsUnicode(environment, release);
	}

	/* The first that is set and not empty wins, as in setlocale(3). None: not known, so today's usual. */
	const locale = LC_ALL || LC_CTYPE || LANG;
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
};

/**
Says what a terminal can show from its environment alone, without asking the terminal: an
answer could come too late, and be typed into the visitor's shell.

@param environment - `process.env`, or what an SSH client sent (`TERM` from its pty request).
@param system - For a visitor from elsewhere it is not known: leave it out.
*/
export const detectCapabilities = (
	environment: Environment,
	{color, ascii}: ColorOptions = {},
	system: System = {platform: 'unknown', release: ''},
): Capabilities => ({
	colorDepth: colorDepth(environment, system.platform, color),
	hyperlinks: hyperlinks(environment),
	unicode: !ascii && unicode(environment, system),
});
