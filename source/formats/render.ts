import type {Profile} from '../profile/schema.ts';
import type {StatsView} from '../resume/provenance.ts';
import {sections} from '../resume/sections.ts';
import {type Selection, select} from '../resume/select.ts';
import type {FormatOptions} from './format.ts';
import {type FormatId, formats} from './index.ts';

/**
Renders the whole résumé, a section or an entry.

@param stats - GitHub's numbers, if they were requested.
@throws {UserError} if the section has no entry of that number.
*/
export const render = (
	profile: Profile,
	selection: Selection,
	format: FormatId,
	options: FormatOptions & {readonly stats?: StatsView | undefined},
): string =>
	formats[format].format(
		{
			profile,
			sections: select(sections(profile, options.stats), selection),
			whole: selection.section === undefined,
		},
		options,
	);
