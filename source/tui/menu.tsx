import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import {createContext, useContext, useMemo, useRef} from 'react';
import type {Line} from '../layout/line.ts';
import {sectionList} from '../resume/sections.ts';
import type {MenuRegion} from '../screen/frame.ts';
import {LineView} from './line-view.tsx';

type Props = {
	readonly region: MenuRegion;
	readonly onHighlight: (section: number) => void;
};

type Item = {readonly value: number};

const items = sectionList.map(({label}, value) => ({label, value}));

/* The visible lines, by label. */
const Lines = createContext<ReadonlyMap<string, Line>>(new Map());

const ItemLine = ({label}: {readonly label: string}) => (
	<LineView line={useContext(Lines).get(label) ?? []} />
);

/* The marker is part of the item's line. */
const NoIndicator = () => null;

/**
The list of sections.

SelectInput keeps its own highlight, which cannot be set. So when another key changes the selection, it is
remounted.
*/
export const Menu = ({region, onHighlight}: Props) => {
	const {left, top, columns, rows, lines, selected, first, isFocused} = region;
	const highlighted = useRef(selected);
	const remounts = useRef(0);
	if (highlighted.current !== selected) {
		highlighted.current = selected;
		remounts.current++;
	}

	const visible = useMemo(
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
				<Lines value={visible}>
					<SelectInput
						key={remounts.current}
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
