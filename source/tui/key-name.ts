import type {Key} from 'ink';

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'return'],
	['escape', 'escape'],
	['backspace', 'backspace'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** The name in the keymap of a key that Ink reports. */
export const inkKeyName = (input: string, key: Key): string => {
	if (key.tab) {
		return key.shift ? 'shift+tab' : 'tab';
	}

	const known = named.find(([property]) => key[property]);
	if (known !== undefined) {
		return known[1];
	}

	if (key.ctrl) {
		return `ctrl+${input}`;
	}

	return input === ' ' ? 'space' : input;
};
