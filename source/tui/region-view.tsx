import {Box} from 'ink';
import {memo} from 'react';
import type {Region} from '../screen/frame.ts';
import {LineView} from './line-view.tsx';

/** A region's lines, at its position. */
export const RegionView = memo(({region}: {readonly region: Region}) => (
	<Box
		position="absolute"
		flexDirection="column"
		marginLeft={region.left}
		marginTop={region.top}
		width={region.columns}
		height={region.rows}
		overflow="hidden"
	>
		{region.lines.map((line, row) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen, whatever is on it
			<LineView key={row} line={line} />
		))}
	</Box>
));
