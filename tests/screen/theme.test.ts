import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {defaultTheme} from '../../source/screen/theme.ts';
import {downsampleColor} from '../../source/terminal/downsample-color.ts';
import {contrast, textColorOn} from '../../source/text/contrast.ts';

/* WCAG 2.2, level AA, for text of normal size. */
const least = 4.5;

const rgb = (color: string): string =>
	[1, 3, 5].map(start => Number.parseInt(color.slice(start, start + 2), 16)).join(';');

const colored = Object.entries(defaultTheme).flatMap(([role, {color}]) =>
	color === undefined ? [] : [{role, color}],
);

describe.each(colored)('$role', ({color}) => {
	test('reads on black and on white', () => {
		expect(contrast(color, '#000000')).toBeGreaterThanOrEqual(least);
		expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(least);
	});

	test('is the same among 256 colors, and one of the 16', () => {
		const sequence = `\u001B[38;2;${rgb(color)}m`;
		expect(downsampleColor(sequence, 'ansi256')).toBe(downsampleColor(sequence, 'truecolor'));
		expect(downsampleColor(sequence, 'ansi16')).toMatch(/^\u001B\[(?:3|9)[0-7]m$/);
	});
});

test('the badges bring a background, on which their text reads', () => {
	for (const {color} of bundledProfile.badges.items) {
		expect(contrast(color, textColorOn(color)), color).toBeGreaterThanOrEqual(least);
	}
});

test('contrast is that of the guidelines', () => {
	expect(contrast('#000000', '#ffffff')).toBe(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
