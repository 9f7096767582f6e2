import type {ColorDepth} from './capabilities.ts';

/*
Replaces truecolor, which is always drawn, by colors that the terminal supports.
*/

type Channels = readonly [red: number, green: number, blue: number];

/* The steps of the 6x6x6 cube that colors 16 to 231 form; 232 to 255 are grays from 8 by 10. */
const cubeSteps = [0, 95, 135, 175, 215, 255];

const nearestStep = (channel: number): number => {
	const distances = cubeSteps.map(step => Math.abs(step - channel));
	return distances.indexOf(Math.min(...distances));
};

type Nearest = {readonly color: number; readonly exact: boolean};

const toAnsi256 = ([red, green, blue]: Channels): Nearest => {
	const steps = [red, green, blue].map(nearestStep) as [number, number, number];
	const gray = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
	const distance = (to: Channels) =>
		(red - to[0]) ** 2 + (green - to[1]) ** 2 + (blue - to[2]) ** 2;
	const cube = steps.map(step => cubeSteps[step]) as [number, number, number];
	const level = 8 + 10 * gray;
	const [grayDistance, cubeDistance] = [distance([level, level, level]), distance(cube)];
	return grayDistance < cubeDistance
		? {color: 232 + gray, exact: grayDistance === 0}
		: {color: 16 + 36 * steps[0] + 6 * steps[1] + steps[2], exact: cubeDistance === 0};
};

/*
The 16 colors are up to the terminal and not known, so the hue is matched rather than the distance: a
gray stays a gray, and a teal becomes cyan, never gray.
*/
const toAnsi16 = ([red, green, blue]: Channels): number => {
	const max = Math.max(red, green, blue);
	const min = Math.min(red, green, blue);
	if (max === 0 || (max - min) / max < 0.2) {
		return max < 48 ? 0 : max < 140 ? 8 : max < 215 ? 7 : 15;
	}

	const middle = (max + min) / 2;
	const hue = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
	return max > 170 ? hue + 8 : hue;
};

const ansi16Parameter = (color: number, background: boolean): number =>
	(color < 8 ? 30 + color : 82 + color) + (background ? 10 : 0);

/* Which attribute a parameter sets: a later one of the same attribute overrides it. */
const attributeOf = (parameter: number): string => {
	if ((parameter >= 30 && parameter <= 39) || (parameter >= 90 && parameter <= 97)) {
		return 'foreground';
	}

	if ((parameter >= 40 && parameter <= 49) || (parameter >= 100 && parameter <= 107)) {
		return 'background';
	}

	/* Bold and faint are reset by the same parameter; others by theirs plus 20. */
	return parameter === 2 || parameter === 22 ? 'style 1' : `style ${parameter % 20}`;
};

const downsample = (channels: Channels, depth: ColorDepth, background: boolean): string => {
	if (depth === 'ansi16') {
		return String(ansi16Parameter(toAnsi16(channels), background));
	}

	const start = background ? 48 : 38;
	const {color, exact} = toAnsi256(channels);
	/* An exact color of the 256 is shorter that way. */
	return exact || depth === 'ansi256' ? `${start};5;${color}` : `${start};2;${channels.join(';')}`;
};

/* Merges adjacent sequences, without what has no effect. */
const downsampleRun = (run: string, depth: ColorDepth): string => {
	const parameters = run.slice(2, -1).replaceAll('m\u001B[', ';').split(';').map(Number);
	const effects = new Map<string, string>();
	for (let index = 0; index < parameters.length; index++) {
		const parameter = parameters[index] ?? 0;
		if (parameter === 0) {
			effects.clear();
		}

		const attribute = attributeOf(parameter);
		let effect = String(parameter);
		if ((parameter === 38 || parameter === 48) && parameters[index + 1] === 2) {
			const color = parameters.slice(index + 2, index + 5) as [number, number, number];
			effect = downsample(color, depth, parameter === 48);
			index += 4;
		}

		const colored = attribute === 'foreground' || attribute === 'background';
		if (depth !== 'none' || !colored) {
			effects.delete(attribute);
			effects.set(attribute, effect);
		}
	}

	return effects.size === 0 ? '' : `\u001B[${[...effects.values()].join(';')}m`;
};

const graphicRenditions = /(?:\u001B\[[\d;]*m)+/g;

/** Downsamples the colors of a frame to a color depth. */
export const downsampleColor = (frame: string, depth: ColorDepth): string =>
	frame.replace(graphicRenditions, run => downsampleRun(run, depth));
