import type {Format, Resume} from '../../source/formats/format.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import {type SectionId, sections} from '../../source/resume/sections.ts';
import {select} from '../../source/resume/select.ts';

/** A résumé to print. @default all of the bundled one */
export const resumeOf = (
	profile: Profile = bundledProfile,
	section?: SectionId,
	entry?: number,
): Resume => ({
	profile,
	sections: select(sections(profile), {...(section && {section}), ...(entry && {entry})}),
	whole: section === undefined,
});

export const print = (format: Format, resume: Resume = resumeOf()): string =>
	format(resume, {width: 80});

/** Controls other than the line feed. */
export const controls = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
