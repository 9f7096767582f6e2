import type {Capabilities} from '../../source/terminal/capabilities.ts';

/* What the golden screens are drawn at. */

export const sizes = [
	{columns: 40, rows: 12},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
] as const;

export const depths: Readonly<Record<string, Capabilities>> = {
	truecolor: {colorDepth: 'truecolor', hyperlinks: true, unicode: true},
	ansi16: {colorDepth: 'ansi16', hyperlinks: false, unicode: true},
	none: {colorDepth: 'none', hyperlinks: false, unicode: true},
	ascii: {colorDepth: 'none', hyperlinks: false, unicode: false},
};
