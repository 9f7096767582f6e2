import type {Profile} from '../profile/schema.ts';
import {sections} from '../resume/sections.ts';
import type {Stats} from '../stats/stats.ts';
import {type FormatId, formats} from './index.ts';

/* One file for each format. */
const names: Readonly<Record<FormatId, string>> = {
	text: 'resume.txt',
	markdown: 'resume.md',
	json: 'resume.json',
	'json-resume': 'json-resume.json',
	html: 'resume.html',
	vcard: 'abrar.vcf',
};

/** A folder in memory, by file name. */
export type Files = ReadonlyMap<string, Buffer>;

const width = 80;

/** The résumé in every format, as files that exist only in memory. */
export const resumeFiles = async (profile: Profile, stats: Stats): Promise<Files> => {
	const resume = {profile, sections: sections(profile, {stats}), whole: true};
	const entries = Object.entries(names) as [FormatId, string][];
	return new Map(
		await Promise.all(
			entries.map(async ([id, name]): Promise<[string, Buffer]> => {
				const format = await formats[id].load();
				return [name, Buffer.from(format(resume, {width}))];
			}),
		),
	);
};

/** What a path names: a file's name, or `.` for the folder; clients begin in `/`. */
export const fileName = (path: string): string =>
	path.replace(/^(?:\.?\/+)+/, '').replace(/\/+\.?$/, '') || '.';
