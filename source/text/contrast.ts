/*
Contrast as the Web Content Accessibility Guidelines define it:
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
*/

/** A color as `#rrggbb`. */
export type Hex = string;

/** The three channels of a color, 0 to 255. */
const channels = (color: Hex): readonly [red: number, green: number, blue: number] => [
	Number.parseInt(color.slice(1, 3), 16),
	Number.parseInt(color.slice(3, 5), 16),
	Number.parseInt(color.slice(5, 7), 16),
];

const luminance = (color: Hex): number => {
	const [red, green, blue] = channels(color).map(channel => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast ratio of two colors: 1 (the same) to 21 (black and white). */
export const contrast = (one: Hex, other: Hex): number => {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
};

/** Black or white: whichever has more contrast on a background, which is at least 4.5:1. */
export const textColorOn = (background: Hex): '#000000' | '#ffffff' =>
	contrast(background, '#ffffff') >= contrast(background, '#000000') ? '#ffffff' : '#000000';

/* What graphics need against the background (WCAG 1.4.11). */
const minGraphicContrast = 3;

const mix = (color: Hex, background: Hex, share: number): Hex => {
	const target = channels(background);
	const parts = channels(color).map((channel, index) =>
		Math.round(channel + ((target[index] ?? 0) - channel) * share)
			.toString(16)
			.padStart(2, '0'),
	);
	return `#${parts.join('')}`;
};

/**
The closest color with sufficient contrast on both black and white, since the terminal's background is
not known: at least 3:1 on each.
*/
export const ensureContrast = (color: Hex): Hex => {
	for (let share = 0; share < 1; share += 0.05) {
		const darker = mix(color, '#000000', share);
		const lighter = mix(color, '#ffffff', share);
		for (const candidate of [darker, lighter]) {
			const lowest = Math.min(contrast(candidate, '#000000'), contrast(candidate, '#ffffff'));
			if (lowest >= minGraphicContrast) {
				return candidate;
			}
		}
	}

	return '#767676';
};
