import type {Role, Span} from '../layout/line.ts';
import {ensureContrast, textColorOn} from '../text/contrast.ts';

/*
Styles by role: no renderer names a color.

The terminal's background is not known. So text has the terminal's own foreground, and a color has a
contrast of at least 4.5:1 on both black and white (WCAG AA), which leaves a narrow band of luminance.
These three are also exact colors of the 256-color palette, and are downsampled to bright blue, cyan and
bright black of the 16.
*/
const violet = '#875fd7';
const teal = '#00875f';
const gray = '#767676';

export type Style = {
	/** `#rrggbb`; without one, the terminal's own. */
	readonly color?: string;
	readonly backgroundColor?: string;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
};

export type Theme = Readonly<Record<Role, Style>>;

export const defaultTheme: Theme = {
	text: {},
	strong: {bold: true},
	code: {color: teal},
	title: {color: violet, bold: true},
	heading: {bold: true},
	label: {bold: true},
	muted: {color: gray},
	marker: {color: violet},
	quote: {italic: true},
	link: {color: teal, underline: true},
	badge: {},
	bar: {color: teal},
	name: {bold: true},
	rule: {color: gray},
	item: {},
	selected: {color: violet, bold: true},
	key: {bold: true},
	hint: {color: gray},
	thumb: {color: violet},
	track: {color: gray},
	notice: {inverse: true},
};

/** A span's style: its role's, with its own colors if they have enough contrast. */
export const styleOf = ({role, color, background}: Span, theme: Theme): Style => {
	if (background !== undefined) {
		return {
			...theme[role],
			color: textColorOn(background),
			backgroundColor: background,
			bold: true,
		};
	}

	return color === undefined ? theme[role] : {...theme[role], color: ensureContrast(color)};
};
