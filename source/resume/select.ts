import {UserError} from '../text/user-error.ts';
import {entriesOf} from './entries.ts';
import type {Section, SectionId} from './sections.ts';

/**
Picks a section, or one entry of it, out of the whole résumé.

@param entry - From 1.
@throws {UserError} if the section has no entry of that number.
*/
export const select = (
	all: readonly Section[],
	id: SectionId | undefined,
	entry?: number,
): readonly Section[] => {
	const chosen = id === undefined ? all : all.filter(section => section.id === id);
	if (entry === undefined) {
		return chosen;
	}

	return chosen.map(section => {
		const entries = entriesOf(section);
		const blocks = entries[entry - 1];
		if (blocks === undefined) {
			throw new UserError(
				entries.length === 0
					? `"${section.id}" has no numbered entries: leave the number out`
					: `"${section.id}" has entries 1 to ${entries.length}: choose one of them`,
			);
		}

		return {...section, blocks};
	});
};
