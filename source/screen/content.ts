import {layoutSection} from '../layout/blocks.ts';
import type {Line} from '../layout/line.ts';
import {lineOffsets, type TextOffset} from '../layout/text-offset.ts';
import type {Profile} from '../profile/schema.ts';
import type {StatsView} from '../resume/provenance.ts';
import {type Section, sectionAt, sectionList} from '../resume/sections.ts';

/** How many laid-out pages are cached: a client may go through many widths. */
const maxPages = 200;

/** Lines to scroll through. */
export type Page = {
	readonly lines: readonly Line[];
	/** Where each line starts, independent of the width. */
	readonly offsets: readonly TextOffset[];
};

export type PageOptions = {
	/** Columns. */
	readonly width: number;
	/** Whether badges can have their exact colors. */
	readonly badgeColors: boolean;
};

/**
What there is to read. Sections are built and laid out when first viewed, once for all who view the same
content.
*/
export type Content = {
	readonly profile: Profile;
	readonly section: (index: number) => Section;
	readonly page: (section: number, options: PageOptions) => Page;
	/** The same with other statistics; sections that show none are not rebuilt. */
	readonly withStats: (stats: StatsView) => Content;
};

type Cache = {
	readonly sections: (Section | undefined)[];
	readonly pages: Map<string, Page>;
};

const emptyCache = (): Cache => ({sections: [], pages: new Map()});

/** A page of lines. */
export const pageOf = (lines: readonly Line[]): Page => ({lines, offsets: lineOffsets(lines)});

const create = (profile: Profile, withoutStats: Cache, stats: StatsView | undefined): Content => {
	const withStats = emptyCache();
	const cacheOf = (index: number) => (sectionList[index]?.usesStats ? withStats : withoutStats);
	const section = (index: number): Section => {
		const {sections} = cacheOf(index);
		sections[index] ??= sectionAt(index, profile, stats);
		return sections[index];
	};

	return {
		profile,
		section,
		page: (index, options) => {
			const {pages} = cacheOf(index);
			const key = `${index} ${options.width} ${options.badgeColors}`;
			let page = pages.get(key);
			if (page === undefined) {
				page = pageOf(layoutSection(section(index), options));
				if (pages.size >= maxPages) {
					pages.clear();
				}

				pages.set(key, page);
			}

			return page;
		},
		withStats: next => create(profile, withoutStats, next),
	};
};

/**
@param stats - GitHub's numbers, as far as they are known.
*/
export const createContent = (profile: Profile, stats?: StatsView): Content =>
	create(profile, emptyCache(), stats);
