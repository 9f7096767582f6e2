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

/** Black or white: whichever reads better on a background. Either way at least 4.5:1. */
export const readableOn = (background: Hex): '#000000' | '#ffffff' =>
	contrast(background, '#ffffff') >= contrast(background, '#000000') ? '#ffffff' : '#000000';
