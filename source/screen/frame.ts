import type {Line} from '../layout/line.ts';
import {type SectionId, sectionIndex} from '../resume/sections.ts';
import type {Size} from '../terminal/terminal.ts';

/** A rectangle of the screen, in cells. */
export type Region = {
	readonly left: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	/** From the top; none is wider than the region, and there are no more than it has rows. */
	readonly lines: readonly Line[];
};

/** The menu, of which as many items are seen as there are rows. */
export type MenuRegion = Region & {
	/** Index of the section that is highlighted. */
	readonly selected: number;
	/** Index of the first section that is seen. */
	readonly first: number;
	readonly isFocused: boolean;
};

/** All that is seen at one moment. Regions do not overlap; blank cells belong to none. */
export type Frame = {
	readonly size: Size;
	readonly header?: Region;
	readonly menu?: MenuRegion;
	/** The mark of a page that has the keys. */
	readonly focus?: Region;
	readonly page?: Region;
	/** The mark of the entry that was asked for. */
	readonly entry?: Region;
	/** Of the page, or of a menu that has the screen to itself. */
	readonly scrollBar?: Region;
	readonly footer?: Region;
	/** Says that there is no room for anything else. */
	readonly message?: Region;
	readonly notice?: Region;
	/** The section whose page is seen. */
	readonly section?: SectionId;
};

/** The regions of a frame, in the order in which they are read. */
export const regionsOf = ({
	header,
	menu,
	focus,
	entry,
	page,
	scrollBar,
	footer,
	message,
	notice,
}: Frame): readonly Region[] =>
	[header, menu, focus, entry, page, scrollBar, footer, message, notice].filter(
		region => region !== undefined,
	);

/** Whether something of the statistics is seen, so that their age has to be right. */
export const showsStats = ({section}: Frame): boolean =>
	sectionIndex.some(({id, usesStats}) => usesStats && id === section);
