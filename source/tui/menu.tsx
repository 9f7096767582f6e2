import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {useMemo} from 'react';
import type {Section} from '../resume/sections.ts';
import {theme} from './theme.ts';

type Props = {
	readonly sections: readonly Section[];
	readonly selected: number;
	/** Counts the moves that came from elsewhere. */
	readonly moves: number;
	readonly isFocused: boolean;
	/** Rows; fewer than there are sections make the list turn. */
	readonly height: number;
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

/**
The list of sections.

It keeps its own highlight and cannot be told to move it, so a move from elsewhere (a digit, a
deep link) starts it anew, and so does room for fewer rows, which it does not expect either.
What Enter and the digits do is in the keymap.
*/
export const Menu = ({sections, selected, moves, isFocused, height, onHighlight}: Props) => {
	const items = useMemo(() => sections.map(({label}, value) => ({label, value})), [sections]);
	const limit = Math.min(height, items.length);
	return (
		<SelectInput
			key={`${moves} ${limit}`}
			items={items}
			initialIndex={selected}
			limit={limit}
			isFocused={isFocused}
			indicatorComponent={isFocused ? Mark : FaintMark}
			itemComponent={Label}
			onHighlight={({value}: Item) => onHighlight(value)}
		/>
	);
};
