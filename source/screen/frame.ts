import type {Line} from '../layout/line.ts';
import {type SectionId, sectionList} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';

/** A rectangle of the screen, in cells. */
export type Region = {
	readonly left: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	/** From the top; they fit into the region. */
	readonly lines: readonly Line[];
};

/** The menu, which shows as many items as there are rows. */
export type MenuRegion = Region & {
	/** Index of the section that is highlighted. */
	readonly selected: number;
	/** Index of the first visible section. */
	readonly first: number;
	readonly isFocused: boolean;
};

/** What is visible at one moment. Regions do not overlap; blank cells belong to none. */
export type Frame = {
	readonly size: Size;
	readonly header?: Region;
	readonly menu?: MenuRegion;
	/** Marks a page that has the focus. */
	readonly focusMarker?: Region;
	readonly page?: Region;
	/** Marks the requested entry. */
	readonly entryMarker?: Region;
	/** Of the page, or of a full-screen menu. */
	readonly scrollBar?: Region;
	readonly footer?: Region;
	/** Shown if there is no room for anything else. */
	readonly message?: Region;
	readonly notice?: Region;
	/** The section whose page is visible. */
	readonly section?: SectionId;
};

/** The regions of a frame, in reading order. */
export const regionsOf = ({
	header,
	menu,
	focusMarker,
	entryMarker,
	page,
	scrollBar,
	footer,
	message,
	notice,
}: Frame): readonly Region[] =>
	[header, menu, focusMarker, entryMarker, page, scrollBar, footer, message, notice].filter(
		region => region !== undefined,
	);

/** Whether statistics are visible, whose age has to be up to date. */
export const showsStats = ({section}: Frame): boolean =>
	sectionList.some(({id, usesStats}) => usesStats && id === section);
