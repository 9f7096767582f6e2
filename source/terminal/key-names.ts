/* Terminals encode a key in several ways, with modifiers as a parameter. */
const finals: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	Z: 'shift+tab',
};

const numbers: Readonly<Record<string, string>> = {
	1: 'home',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
};

const characters: Readonly<Record<string, string>> = {
	'\r': 'return',
	'\t': 'tab',
	' ': 'space',
	'\u001B': 'escape',
	'\u007F': 'backspace',
};

/** A key's name in the keymap, such as `up`, `ctrl+c` or `G`. */
export const keyNameOf = (sequence: string): string => {
	if (sequence.length > 1 && sequence.startsWith('\u001B')) {
		const final = sequence.at(-1) ?? '';
		return final === '~' ? (numbers[sequence[2] ?? ''] ?? '') : (finals[final] ?? '');
	}

	const code = sequence.charCodeAt(0);
	return characters[sequence] ?? (code < 27 ? `ctrl+${String.fromCharCode(code + 96)}` : sequence);
};
