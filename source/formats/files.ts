import type {Profile} from '../profile/schema.ts';
import type {Stats} from '../stats/stats.ts';
import type {FormatId} from './index.ts';
import {render} from './render.ts';

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
export const resumeFiles = (profile: Profile, stats: Stats): Files =>
	new Map(
		Object.entries(names).map(([format, name]) => {
			const text = render(profile, {}, format as FormatId, {width, stats: {stats}});
			return [name, Buffer.from(text)];
		}),
	);

/** What a path names: a file's name, or `.` for the folder; clients begin in `/`. */
export const fileName = (path: string): string =>
	path.replace(/^(?:\.?\/+)+/, '').replace(/\/+\.?$/, '') || '.';
