import type {Capabilities} from './capabilities.ts';
import type {Input} from './input.ts';
import type {Size} from './size.ts';

/**
One visitor's terminal. Everything that draws receives it; only its maker knows whether it is
the process's own tty, an SSH channel or an emulator in a test.
*/
export type Terminal = {
	readonly capabilities: Capabilities;
	/** Its keys. */
	readonly input: Input;
	/** Clamped. */
	readonly getSize: () => Size;
	/** Tells when the size has changed, or may have. @returns what ends that. */
	readonly onResize: (listener: () => void) => () => void;
	/** Writes in the same turn, so that what restores a terminal reaches it on the way out. */
	readonly write: (text: string) => void;
	/** Turns echo and line editing off, or back on. */
	readonly setRawMode: (raw: boolean) => void;
	/** Says whether awaiting keys keeps the process alive. */
	readonly ref: (keepsAlive: boolean) => void;
	/** Stops the program until the visitor's shell continues it; absent where no shell can. */
	readonly suspend?: () => Promise<void>;
};
