/** How many colors a terminal can show. */
export type ColorDepth = 'none' | 'ansi16' | 'ansi256' | 'truecolor';

/** What one visitor's terminal can show, as far as is known without querying it. */
export type Capabilities = {
	readonly colorDepth: ColorDepth;
	/** Whether it supports OSC 8 hyperlinks. */
	readonly hyperlinks: boolean;
	/** Whether it can show Unicode rather than ASCII only. */
	readonly unicode: boolean;
};

/** Whether badges can have their exact colors: the 16 colors are up to the terminal. */
export const hasBadgeColors = ({colorDepth}: Capabilities): boolean =>
	colorDepth === 'truecolor' || colorDepth === 'ansi256';

/** The operating system that the terminal runs on, as `process.platform` and `os.release()` have it. */
export type System = {
	readonly platform: string;
	readonly release: string;
};

/** What the visitor chose with flags. */
export type ColorOptions = {
	/** `--color` or `--no-color` */
	readonly color?: boolean | undefined;
	/** `--ascii` */
	readonly ascii?: boolean | undefined;
};

/* Terminals that support both truecolor and hyperlinks, by TERM or TERM_PROGRAM. */
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

/* At least the basic colors. */
const colored = (detected: ColorDepth): ColorDepth => (detected === 'none' ? 'ansi16' : detected);

/* FORCE_COLOR as in chalk and Node: empty or "true" means at least the basic colors. */
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

const detectedDepth = (environment: NodeJS.ProcessEnv, platform: string): ColorDepth => {
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

const colorDepth = (
	environment: NodeJS.ProcessEnv,
	platform: string,
	option?: boolean,
): ColorDepth => {
	const detected = detectedDepth(environment, platform);
	if (option !== undefined) {
		const forced = forcedDepth(environment.FORCE_COLOR, detected) ?? 'none';
		return option ? (forced === 'none' ? colored(detected) : forced) : 'none';
	}

	const forced = forcedDepth(environment.FORCE_COLOR, detected);
	/* https://no-color.org: any value but the empty one counts. */
	return forced ?? (environment.NO_COLOR ? 'none' : detected);
};

const hyperlinks = (environment: NodeJS.ProcessEnv): boolean => {
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
Windows 11 shows consoles in Windows Terminal, which sets no variable for a program that it did not
start itself: https://github.com/microsoft/terminal/issues/13006
*/
const isWindows11 = (release: string): boolean => {
	const [major = 0, , build = 0] = release.split('.').map(Number);
	return major > 10 || (major === 10 && build >= 22_000);
};

const windowsUnicode = (environment: NodeJS.ProcessEnv, release: string): boolean => {
	const {TERM, TERM_PROGRAM, WT_SESSION, TERMINAL_EMULATOR, ConEmuANSI} = environment;
	const terminal = TERM || TERM_PROGRAM || WT_SESSION || TERMINAL_EMULATOR;
	return Boolean(terminal) || ConEmuANSI === 'ON' || isWindows11(release);
};

const unicode = (environment: NodeJS.ProcessEnv, {platform, release}: System): boolean => {
	const {TERM = '', LC_ALL, LC_CTYPE, LANG} = environment;
	/* The consoles of Linux and of old Windows have fonts of 256 or 512 glyphs. */
	if (TERM === 'linux') {
		return false;
	}

	if (platform === 'win32') {
		return windowsUnicode(environment, release);
	}

	/* The first that is set and not empty wins, as in setlocale(3). Without any, UTF-8 is most likely. */
	const locale = LC_ALL || LC_CTYPE || LANG;
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
};

/**
Detects what a terminal can show from its environment alone, without querying the terminal: the
reply could come too late, and end up in the visitor's shell.

@param environment - `process.env`, or what an SSH client sent (`TERM` from its pty request).
@param system - Leave it out for a remote visitor, whose system is not known.
*/
export const detectCapabilities = (
	environment: NodeJS.ProcessEnv,
	{color, ascii}: ColorOptions = {},
	system: System = {platform: 'unknown', release: ''},
): Capabilities => ({
	colorDepth: colorDepth(environment, system.platform, color),
	hyperlinks: hyperlinks(environment),
	unicode: !ascii && unicode(environment, system),
});
