import {blank, decoration, type Line} from '../layout/line.ts';
import {sectionList} from '../resume/sections.ts';
import {truncate} from './fit.ts';

const markerWidth = 2;

/** Index of the first visible item: the selected one is in the middle if possible. */
export const firstItem = (selected: number, rows: number): number =>
	Math.max(0, Math.min(selected - Math.floor(rows / 2), sectionList.length - rows));

type Options = {
	readonly selected: number;
	/** Index of the first visible item. */
	readonly first: number;
	readonly isFocused: boolean;
	readonly columns: number;
	readonly rows: number;
};

/** The list of sections. */
export const menuLines = ({selected, first, isFocused, columns, rows}: Options): readonly Line[] =>
	sectionList.slice(first, first + rows).map(({label}, row): Line => {
		const isSelected = first + row === selected;
		const marker: Line = isSelected
			? [decoration(isFocused ? '❯' : '·'), blank(markerWidth - 1)]
			: [blank(markerWidth)];
		return [
			...marker,
			...truncate([{text: label, role: isSelected ? 'selected' : 'item'}], columns - markerWidth),
		];
	});
