import type {Section} from '../resume/sections.ts';
import type {Resume} from './format.ts';

export type Outline = {
	/** The document's own heading, if no section serves as one. */
	readonly title?: string;
	readonly entries: readonly {
		readonly section: Section;
		/** Level of the section's heading; a group in it is one deeper. */
		readonly level: 1 | 2;
	}[];
};

/**
The headings of a document, of which one is at level 1 and contains the name: that of a first section
whose title contains it, otherwise the name itself, above all sections.
*/
export const outline = ({profile, sections}: Resume): Outline => {
	const greets = sections[0]?.title.includes(profile.name) ?? false;
	return {
		...(greets ? {} : {title: profile.name}),
		entries: sections.map((section, index) => ({
			section,
			level: greets && index === 0 ? 1 : 2,
		})),
	};
};
