import {blank, decoration, type Line} from '../layout/line.ts';
import {sectionIndex} from '../resume/sections.ts';
import {truncate} from './fit.ts';

const markWidth = 2;

/** The first item that is seen: the selected one is kept in the middle, where there is room. */
export const firstItem = (selected: number, rows: number): number =>
	Math.max(0, Math.min(selected - Math.floor(rows / 2), sectionIndex.length - rows));

type Options = {
	readonly selected: number;
	/** Index of the first item that is seen. */
	readonly first: number;
	readonly isFocused: boolean;
	readonly columns: number;
	readonly rows: number;
};

/** The list of sections. */
export const menuLines = ({selected, first, isFocused, columns, rows}: Options): readonly Line[] =>
	sectionIndex.slice(first, first + rows).map(({label}, row): Line => {
		const isSelected = first + row === selected;
		const mark: Line = isSelected
			? [decoration(isFocused ? '❯' : '·'), blank(markWidth - 1)]
			: [blank(markWidth)];
		return [
			...mark,
			...truncate([{text: label, role: isSelected ? 'selected' : 'item'}], columns - markWidth),
		];
	});
