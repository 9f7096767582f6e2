import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {lowerText} from '../../source/terminal/ascii.ts';
import type {Capabilities} from '../../source/terminal/capabilities.ts';
import {lower} from '../../source/terminal/downgrade.ts';

const rich: Capabilities = {colorDepth: 'truecolor', hyperlinks: true, unicode: true};

describe('color', () => {
	test.each([
		[
			'a color that the 256 have is sent as one of them',
			'\u001B[38;2;135;95;215m',
			['\u001B[38;5;98m', '\u001B[38;5;98m', '\u001B[94m', ''],
		],
		[
			'another is lowered',
			'\u001B[48;2;54;112;160m',
			['\u001B[48;2;54;112;160m', '\u001B[48;5;61m', '\u001B[46m', ''],
		],
		[
			'a gray stays gray',
			'\u001B[38;2;118;118;118m',
			['\u001B[38;5;243m', '\u001B[38;5;243m', '\u001B[90m', ''],
		],
		['weight is no color', '\u001B[1m', ['\u001B[1m', '\u001B[1m', '\u001B[1m', '\u001B[1m']],
		['the default color is one', '\u001B[39m', ['\u001B[39m', '\u001B[39m', '\u001B[39m', '']],
		[
			'what has no effect is not sent',
			'\u001B[1m\u001B[38;2;135;95;215m\u001B[22m\u001B[39m',
			['\u001B[22;39m', '\u001B[22;39m', '\u001B[22;39m', '\u001B[22m'],
		],
		[
			'a reset undoes what came before it',
			'\u001B[1m\u001B[0m\u001B[3m',
			['\u001B[0;3m', '\u001B[0;3m', '\u001B[0;3m', '\u001B[0;3m'],
		],
		[
			'other sequences stay',
			'\u001B[?1049h\u001B[2K\u001B[3G',
			Array(4).fill('\u001B[?1049h\u001B[2K\u001B[3G'),
		],
	])('%s', (_name, frame, lowered) => {
		const depths = ['truecolor', 'ansi256', 'ansi16', 'none'] as const;
		expect(depths.map(colorDepth => lower(frame, {...rich, colorDepth}))).toEqual(lowered);
	});
});

test('hyperlinks are left out where they are not known', () => {
	const frame =
		'\u001B]8;;https://example.com/\u0007a link\u001B]8;;\u0007, \u001B]8;;x:\u001B\\b\u001B]8;;\u001B\\';
	expect(lower(frame, rich)).toBe(frame);
	expect(lower(frame, {...rich, hyperlinks: false})).toBe('a link, b');
});

describe('ASCII', () => {
	test.each([
		['marks', '❯ ▪ █░ · ─ │┃ ↑↓←→', '> * #. - - |# ^v<>'],
		['typography', '“What I’m” — 1–8…', '"What I\'m" - 1-8~'],
		['accents', 'résumé, naïve, Ł', 'resume, naive, ?'],
		['wide characters take their two cells', '日本', '????'],
		['emoji too', '👍🏽!', '??!'],
	])('%s', (_name, text, ascii) => {
		expect(lowerText(text)).toBe(ascii);
	});

	test('nothing of the résumé changes its width or is lost', () => {
		const texts = JSON.stringify(bundledProfile, (key, value) =>
			key === 'emoji' ? undefined : value,
		);
		const ascii = lowerText(texts);
		expect(stringWidth(ascii)).toBe(stringWidth(texts));
		expect(ascii.replaceAll(/[ -~]/g, '')).toBe('');
		expect(ascii).not.toContain('?');
	});
});
