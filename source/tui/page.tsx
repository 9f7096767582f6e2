import {Box, Text} from 'ink';
import {entryLine, type Line} from '../layout/line.ts';
import type {Size} from '../terminal/size.ts';
import {gutter, margin} from './geometry.ts';
import {LineView} from './line-view.tsx';
import {ScrollBar} from './scroll-bar.tsx';
import {theme} from './theme.ts';

type Props = {
	readonly lines: readonly Line[];
	/** The first line that is seen. */
	readonly top: number;
	readonly size: Size;
	/** The entry that was asked for, which a mark left of it points out. */
	readonly entry: number | undefined;
	/** Beside a menu, a mark says which of the two has the keys. */
	readonly mark: 'here' | 'elsewhere' | 'none';
};

/** The part of a section that is seen, with a sign of where that is. */
export const Page = ({lines, top, size, mark, entry}: Props) => {
	const seen = lines.slice(top, top + size.rows);
	const entryRow = entry === undefined ? undefined : entryLine(seen, entry);
	return (
		<Box flexShrink={0} height={size.rows} overflow="hidden">
			<Box width={mark === 'none' ? margin : gutter} flexShrink={0}>
				<Box flexGrow={1}>{mark === 'here' && <Text {...theme.marker}>❯</Text>}</Box>
				{entryRow !== undefined && (
					<Box marginTop={entryRow}>
						<Text {...theme.marker}>▎</Text>
					</Box>
				)}
			</Box>
			<Box flexDirection="column" flexShrink={0} width={size.columns}>
				{seen.map((line, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen, whatever is on it
					<LineView key={index} line={line} />
				))}
			</Box>
			<ScrollBar total={lines.length} top={top} height={size.rows} />
		</Box>
	);
};
