import type {Capabilities} from './capabilities.ts';

/**
One visitor's terminal. Everything that draws receives it; only its maker knows whether it is
the process's own tty, an SSH channel or an emulator in a page.
*/
export type Terminal = {
	/**
	Keys, one at a time: made by `createKeyStream`. What Ink asks of an input: `isTTY`,
	`setRawMode`, `ref` and `unref`.
	*/
	readonly input: NodeJS.ReadStream;
	/**
	Frames, lowered to what the terminal can show: made by `createScreenStream`. Has `isTTY`,
	`columns` and `rows` (clamped) and emits `resize`.
	*/
	readonly output: NodeJS.WriteStream;
	readonly capabilities: Capabilities;
	/** Stops the program until the visitor's shell continues it; absent where no shell can. */
	readonly suspend?: () => Promise<void>;
};
