import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {lowerColor} from '../../source/terminal/downsample-color.ts';
import {contrast, readableOn} from '../../source/text/contrast.ts';
import {theme} from '../../source/tui/theme.ts';

/* WCAG 2.2, level AA, for text of normal size. */
const least = 4.5;

const rgb = (color: string): string =>
	[1, 3, 5].map(start => Number.parseInt(color.slice(start, start + 2), 16)).join(';');

const colored = Object.entries(theme).flatMap(([role, {color}]) =>
	color === undefined ? [] : [{role, color}],
);

describe.each(colored)('$role', ({color}) => {
	test('reads on black and on white', () => {
		expect(contrast(color, '#000000')).toBeGreaterThanOrEqual(least);
		expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(least);
	});

	test('is the same among 256 colors, and one of the 16', () => {
		const sequence = `\u001B[38;2;${rgb(color)}m`;
		expect(lowerColor(sequence, 'ansi256')).toBe(lowerColor(sequence, 'truecolor'));
		expect(lowerColor(sequence, 'ansi16')).toMatch(/^\u001B\[(?:3|9)[0-7]m$/);
	});
});

test('the badges bring a background, on which their text reads', () => {
	for (const {color} of bundledProfile.badges.items) {
		expect(contrast(color, readableOn(color)), color).toBeGreaterThanOrEqual(least);
	}
});

test('contrast is that of the guidelines', () => {
	expect(contrast('#000000', '#ffffff')).toBe(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
