import {toAscii} from './ascii.ts';
import type {Capabilities} from './capabilities.ts';
import {downsampleColor} from './downsample-color.ts';

const hyperlink = /\u001B\]8;[^\u0007\u001B]*(?:\u0007|\u001B\\)/g;

/**
Downgrades a frame to what one visitor's terminal can show.

Ink always draws truecolor, hyperlinks and Unicode: otherwise they would be a setting of the whole
process.
*/
export const downgrade = (
	frame: string,
	{colorDepth, hyperlinks, unicode}: Capabilities,
): string => {
	const linked = hyperlinks ? frame : frame.replace(hyperlink, '');
	const colored = downsampleColor(linked, colorDepth);
	return unicode ? colored : toAscii(colored);
};
