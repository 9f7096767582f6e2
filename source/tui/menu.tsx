import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import {createContext, useContext, useMemo, useRef} from 'react';
import type {Line} from '../layout/line.ts';
import {sectionIndex} from '../resume/sections.ts';
import type {MenuRegion} from '../screen/frame.ts';
import {LineView} from './line-view.tsx';

type Props = {
	readonly region: MenuRegion;
	readonly onHighlight: (section: number) => void;
};

type Item = {readonly value: number};

const items = sectionIndex.map(({label}, value) => ({label, value}));

/* The lines that are seen, by label. */
const Lines = createContext<ReadonlyMap<string, Line>>(new Map());

const ItemLine = ({label}: {readonly label: string}) => (
	<LineView line={useContext(Lines).get(label) ?? []} />
);

/* The mark is a part of the item's line. */
const NoIndicator = () => null;

/**
The list of sections.

The list keeps its own highlight and cannot be told to move it, so when a move comes from elsewhere
(a digit, a deep link) it is started anew.
*/
export const Menu = ({region, onHighlight}: Props) => {
	const {left, top, columns, rows, lines, selected, first, isFocused} = region;
	const highlighted = useRef(selected);
	const generation = useRef(0);
	if (highlighted.current !== selected) {
		highlighted.current = selected;
		generation.current++;
	}

	const seen = useMemo(
		() => new Map(lines.map((line, row) => [items[first + row]?.label ?? '', line])),
		[lines, first],
	);
	return (
		<Box
			position="absolute"
			flexDirection="column"
			marginLeft={left}
			marginTop={top}
			width={columns}
			height={rows}
			overflow="hidden"
			contentOffsetY={first}
		>
			<Box flexDirection="column" flexShrink={0}>
				<Lines value={seen}>
					<SelectInput
						key={generation.current}
						items={items}
						initialIndex={selected}
						isFocused={isFocused}
						indicatorComponent={NoIndicator}
						itemComponent={ItemLine}
						onHighlight={({value}: Item) => {
							highlighted.current = value;
							onHighlight(value);
						}}
					/>
				</Lines>
			</Box>
		</Box>
	);
};
