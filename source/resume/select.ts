import type {Profile} from '../profile/schema.ts';
import {UserError} from '../text/user-error.ts';
import {entriesOf} from './entries.ts';
import {type Section, type SectionId, sectionAt, sectionList} from './sections.ts';

/** What to show or print. Without a section, everything. */
export type Selection = {
	readonly section?: SectionId;
	/** From 1: the second project, the third principle. */
	readonly entry?: number;
};

/**
Selects a section, or one of its entries, from the whole résumé.

@throws {UserError} if the section has no entry of that number.
*/
export const select = (
	all: readonly Section[],
	{section: id, entry}: Selection,
): readonly Section[] => {
	const chosen = id === undefined ? all : all.filter(section => section.id === id);
	if (entry === undefined) {
		return chosen;
	}

	return chosen.map(section => {
		const entries = entriesOf(section);
		const chosen = entries[entry - 1];
		if (chosen === undefined) {
			throw new UserError(
				entries.length === 0
					? `"${section.id}" has no numbered entries: leave the number out`
					: `"${section.id}" has entries 1 to ${entries.length}: choose one of them`,
			);
		}

		return {...section, blocks: [chosen]};
	});
};

/**
Checks whether a selection exists, before anything slow.

@throws {UserError} if the section has no entry of that number.
*/
export const checkSelection = (profile: Profile, selection: Selection): void => {
	if (selection.entry !== undefined) {
		const index = sectionList.findIndex(({id}) => id === selection.section);
		select([sectionAt(index, profile)], selection);
	}
};
