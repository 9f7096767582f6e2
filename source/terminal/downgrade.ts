import {lowerText} from './ascii.ts';
import type {Capabilities} from './capabilities.ts';
import {lowerColor} from './downsample-color.ts';

const hyperlink = /\u001B\]8;[^\u0007\u001B]*(?:\u0007|\u001B\\)/g;

/**
Lowers a frame to what one visitor's terminal can show.

What is drawn is always truecolor, hyperlinks and Unicode: how rich a terminal is would
otherwise be a matter of the whole process, and a server has many visitors at once.
*/
export const lower = (frame: string, {colorDepth, hyperlinks, unicode}: Capabilities): string => {
	const linked = hyperlinks ? frame : frame.replace(hyperlink, '');
	const colored = lowerColor(linked, colorDepth);
	return unicode ? colored : lowerText(colored);
};
