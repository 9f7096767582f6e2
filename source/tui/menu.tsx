import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {useMemo} from 'react';
import type {Section} from '../resume/sections.ts';
import type {Size} from '../terminal/size.ts';
import {ScrollBar} from './scroll-bar.tsx';
import {theme} from './theme.ts';

type Props = {
	readonly sections: readonly Section[];
	readonly selected: number;
	/** Counts the moves that came from elsewhere. */
	readonly moves: number;
	readonly isFocused: boolean;
	/** With fewer rows than there are sections, the list scrolls. */
	readonly size: Size;
	readonly onHighlight: (section: number) => void;
};

type Item = {readonly value: number};

/* A blank is never colored: a row that looks the same is then written as the same. */
const Mark = ({isSelected = false}) => (
	<Box width={2} flexShrink={0}>
		{isSelected && <Text {...theme.marker}>❯</Text>}
	</Box>
);

const FaintMark = ({isSelected = false}) => (
	<Box width={2} flexShrink={0}>
		{isSelected && <Text {...theme.marker}>·</Text>}
	</Box>
);

const Label = ({
	label,
	isSelected = false,
}: {
	readonly label: string;
	readonly isSelected?: boolean;
}) => (
	<Text wrap="truncate" {...(isSelected ? theme.selected : theme.item)}>
		{label}
	</Text>
);

/* The first item that is seen: the selected one is kept in the middle, where there is room. */
const firstSeen = (selected: number, total: number, height: number): number =>
	Math.max(0, Math.min(selected - Math.floor(height / 2), total - height));

/**
The list of sections.

It keeps its own highlight and cannot be told to move it, so a move from elsewhere (a digit, a
deep link) starts it anew. What Enter and the digits do is in the keymap.
*/
export const Menu = ({sections, selected, moves, isFocused, size, onHighlight}: Props) => {
	const items = useMemo(() => sections.map(({label}, value) => ({label, value})), [sections]);
	const top = firstSeen(selected, items.length, size.rows);
	return (
		<Box height={size.rows} overflow="hidden">
			<Box
				flexDirection="column"
				width={size.columns}
				height={size.rows}
				overflow="hidden"
				contentOffsetY={top}
			>
				<Box flexDirection="column" flexShrink={0}>
					<SelectInput
						key={moves}
						items={items}
						initialIndex={selected}
						isFocused={isFocused}
						indicatorComponent={isFocused ? Mark : FaintMark}
						itemComponent={Label}
						onHighlight={({value}: Item) => onHighlight(value)}
					/>
				</Box>
			</Box>
			<ScrollBar total={items.length} top={top} height={size.rows} />
		</Box>
	);
};
