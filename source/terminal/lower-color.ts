import type {ColorDepth} from './capabilities.ts';

/*
Turns the truecolor that is always drawn into what a terminal has. Only `ESC [ … m` is touched.
*/

type Channels = readonly [red: number, green: number, blue: number];

/* The steps of the 6x6x6 cube that colors 16 to 231 form; 232 to 255 are grays from 8 by 10. */
const cubeSteps = [0, 95, 135, 175, 215, 255];

const nearestStep = (channel: number): number => {
	const distances = cubeSteps.map(step => Math.abs(step - channel));
	return distances.indexOf(Math.min(...distances));
};

const toAnsi256 = ([red, green, blue]: Channels): number => {
	const steps = [red, green, blue].map(nearestStep) as [number, number, number];
	const gray = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
	const off = (to: Channels) => (red - to[0]) ** 2 + (green - to[1]) ** 2 + (blue - to[2]) ** 2;
	const cube = steps.map(step => cubeSteps[step]) as [number, number, number];
	const level = 8 + 10 * gray;
	return off([level, level, level]) < off(cube)
		? 232 + gray
		: 16 + 36 * steps[0] + 6 * steps[1] + steps[2];
};

/*
The 16 colors are the terminal's own, and what they look like is not known, so the hue counts
and not the distance: a gray stays a gray and a teal turns cyan, never gray.
*/
const toAnsi16 = ([red, green, blue]: Channels): number => {
	const most = Math.max(red, green, blue);
	const least = Math.min(red, green, blue);
	if (most === 0 || (most - least) / most < 0.2) {
		return most < 48 ? 0 : most < 140 ? 8 : most < 215 ? 7 : 15;
	}

	const middle = (most + least) / 2;
	const hue = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
	return most > 170 ? hue + 8 : hue;
};

const ansi16Parameter = (color: number, background: boolean): number =>
	(color < 8 ? 30 + color : 82 + color) + (background ? 10 : 0);

const isColorParameter = (parameter: number): boolean =>
	(parameter >= 30 && parameter <= 49) || (parameter >= 90 && parameter <= 107);

const lowerParameters = (parameters: readonly number[], depth: ColorDepth): readonly number[] => {
	const lowered: number[] = [];
	for (let index = 0; index < parameters.length; index++) {
		const parameter = parameters[index] ?? 0;
		if ((parameter === 38 || parameter === 48) && parameters[index + 1] === 2) {
			const color = parameters.slice(index + 2, index + 5) as [number, number, number];
			index += 4;
			if (depth === 'ansi256') {
				lowered.push(parameter, 5, toAnsi256(color));
			} else if (depth === 'ansi16') {
				lowered.push(ansi16Parameter(toAnsi16(color), parameter === 48));
			}
		} else if (depth !== 'none' || !isColorParameter(parameter)) {
			lowered.push(parameter);
		}
	}

	return lowered;
};

const graphicRendition = /\u001B\[([\d;]*)m/g;

/** Lowers the truecolor sequences in a frame to a color depth. */
export const lowerColor = (frame: string, depth: ColorDepth): string =>
	depth === 'truecolor'
		? frame
		: frame.replace(graphicRendition, (_sequence, parameters: string) => {
				const lowered = lowerParameters(parameters.split(';').map(Number), depth);
				return lowered.length === 0 ? '' : `\u001B[${lowered.join(';')}m`;
			});
