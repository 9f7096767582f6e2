import type {Capabilities} from './capabilities.ts';
import type {Input} from './input.ts';

/** The size of a terminal, in cells. */
export type Size = {readonly columns: number; readonly rows: number};

const maxSize: Size = {columns: 500, rows: 200};
const defaultSize: Size = {columns: 80, rows: 24};

const clamp = (value: number | undefined, max: number, fallback: number): number =>
	value !== undefined && Number.isInteger(value) && value > 0 ? Math.min(value, max) : fallback;

/**
Clamps a size from outside. Zero makes Ink start programs to query the size, and 65,535 columns keep
it busy for 16 seconds; real clients send both.
*/
export const clampSize = (size: {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
}): Size => ({
	columns: clamp(size.columns, maxSize.columns, defaultSize.columns),
	rows: clamp(size.rows, maxSize.rows, defaultSize.rows),
});

/**
One visitor's terminal. Renderers get it from whoever knows whether it is the process's own tty, an
SSH channel or an emulator in a test.
*/
export type Terminal = {
	readonly capabilities: Capabilities;
	/** Its keys. */
	readonly input: Input;
	/** Clamped. */
	readonly getSize: () => Size;
	/** Called when the size has changed, or may have. @returns what removes the listener. */
	readonly onResize: (listener: () => void) => () => void;
	/** Writes synchronously, so that what restores a terminal reaches it before the process ends. */
	readonly write: (text: string) => void;
	/** Turns echo and line editing off, or back on. */
	readonly setRawMode: (raw: boolean) => void;
	/** Whether waiting for keys keeps the process alive. */
	readonly ref: (keepsAlive: boolean) => void;
	/** Stops the program until the visitor's shell continues it; absent where no shell can. */
	readonly suspend?: () => Promise<void>;
};
