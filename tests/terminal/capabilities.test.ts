import {describe, expect, test} from 'vitest';
import {type ColorOptions, detectCapabilities} from '../../source/terminal/capabilities.ts';

const rich = {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'en_US.UTF-8'};

describe('color depth', () => {
	test.each<[string, NodeJS.ProcessEnv, ColorOptions, string]>([
		['COLORTERM', {TERM: 'xterm-256color', COLORTERM: 'truecolor'}, {}, 'truecolor'],
		['256 in TERM', {TERM: 'screen-256color'}, {}, 'ansi256'],
		['a terminal that always can', {TERM: 'xterm-kitty'}, {}, 'truecolor'],
		['another', {TERM: 'alacritty'}, {}, 'truecolor'],
		['a program that can', {TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm'}, {}, 'truecolor'],
		[
			'Terminal.app cannot',
			{TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'},
			{},
			'ansi256',
		],
		['a plain xterm', {TERM: 'xterm'}, {}, 'ansi16'],
		['nothing known', {}, {}, 'ansi16'],
		['a VT100', {TERM: 'vt100'}, {}, 'none'],
		['a dumb terminal', {TERM: 'dumb', COLORTERM: 'truecolor'}, {}, 'none'],
		['NO_COLOR', {...rich, NO_COLOR: '1'}, {}, 'none'],
		['an empty NO_COLOR is none', {...rich, NO_COLOR: ''}, {}, 'truecolor'],
		['FORCE_COLOR beats NO_COLOR', {...rich, NO_COLOR: '1', FORCE_COLOR: '1'}, {}, 'truecolor'],
		[
			'FORCE_COLOR gives a monochrome terminal the least',
			{TERM: 'vt100', FORCE_COLOR: ''},
			{},
			'ansi16',
		],
		['FORCE_COLOR=0', {...rich, FORCE_COLOR: '0'}, {}, 'none'],
		['FORCE_COLOR=2', {...rich, FORCE_COLOR: '2'}, {}, 'ansi256'],
		['FORCE_COLOR=3', {TERM: 'vt100', FORCE_COLOR: '3'}, {}, 'truecolor'],
		['--no-color beats FORCE_COLOR', {...rich, FORCE_COLOR: '3'}, {color: false}, 'none'],
		['--color beats FORCE_COLOR=0', {...rich, FORCE_COLOR: '0'}, {color: true}, 'truecolor'],
		['--color on a monochrome terminal', {TERM: 'vt100'}, {color: true}, 'ansi16'],
		['--color beats NO_COLOR', {...rich, NO_COLOR: '1'}, {color: true}, 'truecolor'],
		['CI says nothing of a terminal', {...rich, CI: '1'}, {}, 'truecolor'],
	])('%s', (_name, environment, wishes, depth) => {
		expect(detectCapabilities(environment, wishes).colorDepth).toBe(depth);
	});
});

describe('Unicode', () => {
	test.each<[string, NodeJS.ProcessEnv, ColorOptions, boolean]>([
		['a UTF-8 locale', {LANG: 'de_DE.utf8'}, {}, true],
		['C.UTF-8', {LANG: 'C.UTF-8'}, {}, true],
		['no locale at all', {}, {}, true],
		['the C locale', {LANG: 'C'}, {}, false],
		['Latin-1', {LANG: 'en_US.ISO-8859-1'}, {}, false],
		['LC_ALL goes before LANG', {LC_ALL: 'POSIX', LANG: 'en_US.UTF-8'}, {}, false],
		['LC_CTYPE goes before LANG', {LC_CTYPE: 'en_US.UTF-8', LANG: 'C'}, {}, true],
		['the Linux console', {...rich, TERM: 'linux'}, {}, false],
		['--ascii', rich, {ascii: true}, false],
	])('%s', (_name, environment, wishes, unicode) => {
		expect(detectCapabilities(environment, wishes).unicode).toBe(unicode);
	});

	test.each<[string, NodeJS.ProcessEnv, string, boolean]>([
		['the console of Windows 10', {}, '10.0.19045', false],
		['and of Server 2022', {}, '10.0.20348', false],
		['Windows 11, whose Terminal sets nothing when it is handed a console', {}, '10.0.22000', true],
		['a later Windows', {}, '11.0.100', true],
		['Windows Terminal', {WT_SESSION: '1'}, '10.0.19045', true],
		['the terminal of JetBrains', {TERMINAL_EMULATOR: 'JetBrains-JediTerm'}, '10.0.19045', true],
		['ConEmu', {ConEmuANSI: 'ON'}, '10.0.19045', true],
		['ConEmu that shows no escape sequences', {ConEmuANSI: 'OFF'}, '10.0.19045', false],
		['VS Code', {TERM_PROGRAM: 'vscode'}, '10.0.19045', true],
		['MSYS and Cygwin', {TERM: 'xterm'}, '10.0.19045', true],
	])('Windows: %s', (_name, environment, release, unicode) => {
		const windows = {platform: 'win32', release};
		expect(detectCapabilities(environment, {}, windows).unicode).toBe(unicode);
		expect(detectCapabilities(environment, {ascii: true}, windows).unicode).toBe(false);
	});
});

describe('hyperlinks', () => {
	test.each<[string, NodeJS.ProcessEnv, boolean]>([
		['not known', {TERM: 'xterm-256color'}, false],
		['iTerm', {TERM_PROGRAM: 'iTerm.app'}, true],
		['kitty', {TERM: 'xterm-kitty'}, true],
		['GNOME Terminal', {VTE_VERSION: '7600'}, true],
		['an old one that crashed on them', {VTE_VERSION: '5000'}, false],
		['Windows Terminal', {WT_SESSION: '1'}, true],
		['FORCE_HYPERLINK', {FORCE_HYPERLINK: '1'}, true],
		['FORCE_HYPERLINK=0', {TERM_PROGRAM: 'iTerm.app', FORCE_HYPERLINK: '0'}, false],
	])('%s', (_name, environment, links) => {
		expect(detectCapabilities(environment).hyperlinks).toBe(links);
	});
});
