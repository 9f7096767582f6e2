import {useStdout} from 'ink';
import {useCallback, useSyncExternalStore} from 'react';
import type {Size} from '../terminal/size.ts';

/**
The size of the screen.

Ink's own `useWindowSize` sets its state once more as soon as it is mounted, so that everything is
drawn twice before the first frame, and every visitor keeps both trees.
*/
export const useSize = (): Size => {
	const {stdout} = useStdout();
	const subscribe = useCallback(
		(onChange: () => void) => {
			stdout.on('resize', onChange);
			return () => {
				stdout.off('resize', onChange);
			};
		},
		[stdout],
	);
	const output = stdout as NodeJS.WriteStream;
	const columns = useSyncExternalStore(subscribe, () => output.columns);
	const rows = useSyncExternalStore(subscribe, () => output.rows);
	return {columns, rows};
};
