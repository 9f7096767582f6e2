import {Box, Text} from 'ink';
import {type Geometry, margin} from './geometry.ts';
import {theme} from './theme.ts';

/** A line across the frame. */
export const Rule = ({geometry: {frame}}: {readonly geometry: Geometry}) => (
	<Box paddingLeft={margin} flexShrink={0}>
		<Text {...theme.rule}>{'─'.repeat(Math.max(0, frame.columns - 2 * margin))}</Text>
	</Box>
);
