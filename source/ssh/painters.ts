import {createPainter, type Painter} from '../ansi/painter.ts';
import {defaultTheme} from '../screen/theme.ts';
import type {Capabilities} from '../terminal/capabilities.ts';

/** Shares one painter among all visitors whose terminals have the same capabilities. */
export const createPainters = (): ((capabilities: Capabilities) => Painter) => {
	const painters = new Map<string, Painter>();
	return capabilities => {
		const key = JSON.stringify(capabilities);
		let painter = painters.get(key);
		if (painter === undefined) {
			painter = createPainter(capabilities, defaultTheme);
			painters.set(key, painter);
		}

		return painter;
	};
};
