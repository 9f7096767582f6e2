import {Box, Text} from 'ink';
import {scrollBarWidth} from './geometry.ts';
import {theme} from './theme.ts';

type Props = {
	/** Lines in all. */
	readonly total: number;
	/** Index of the first one that is seen. */
	readonly top: number;
	/** Lines that are seen at once. */
	readonly height: number;
};

/** Rows that the thumb takes, and the row it starts at. */
const thumbOf = ({total, top, height}: Props): {readonly start: number; readonly size: number} => {
	const size = Math.max(1, Math.round((height * height) / total));
	return {size, start: Math.round((top / (total - height)) * (height - size))};
};

/** How much of a page is seen, and where in it. Nothing if that is all. */
export const ScrollBar = (props: Props) => {
	const {total, height} = props;
	if (total <= height) {
		return null;
	}

	const {start, size} = thumbOf(props);
	return (
		<Box flexDirection="column" width={scrollBarWidth} flexShrink={0} alignItems="flex-end">
			{Array.from({length: height}, (_, row) => {
				const thumb = row >= start && row < start + size;
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen
					<Text key={row} {...(thumb ? theme.thumb : theme.track)}>
						{thumb ? '┃' : '│'}
					</Text>
				);
			})}
		</Box>
	);
};
