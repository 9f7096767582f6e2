import {createThrottle} from '../../server/throttle.ts';
import {detectCapabilities} from '../../terminal/capabilities.ts';
import {createInput} from '../../terminal/input.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import {clampSize, type Size} from '../../terminal/terminal.ts';
import type {Pty, Session} from './session.ts';

/*
Every cell costs, even an empty one, and a server has many visitors. The layout is smaller than this
anyway; on a larger screen it is a little off center.
*/
const maxSize: Size = {columns: 320, rows: 100};

/** Bounds the window size that a client reports. */
export const clampWindow = (size: Parameters<typeof clampSize>[0]): Size => {
	const {columns, rows} = clampSize(size);
	return {
		columns: Math.min(columns, maxSize.columns),
		rows: Math.min(rows, maxSize.rows),
	};
};

/** A visitor's terminal at the other end of an SSH channel. */
export const channelTerminal = ({
	pty,
	environment,
	write,
	ended,
}: Pick<Session, 'environment' | 'write' | 'ended'> & {readonly pty: Pty}): Terminal => {
	const listeners = new Set<() => void>();
	pty.onResize(
		createThrottle(() => {
			for (const listener of listeners) {
				listener();
			}
		}, ended),
	);
	return {
		capabilities: detectCapabilities(environment),
		input: createInput(),
		getSize: () => clampWindow(pty.size()),
		onResize: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		write,
		/* The client has done that to its own terminal. */
		setRawMode: () => {},
		ref: () => {},
	};
};
