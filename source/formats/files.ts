import type {Profile} from '../profile/schema.ts';
import type {Stats} from '../stats/stats.ts';
import {type FormatId, formats} from './index.ts';
import {render} from './render.ts';

/** A folder in memory, by file name. */
export type Files = ReadonlyMap<string, Buffer>;

const width = 80;

/** The résumé in every format, as files that exist only in memory. */
export const resumeFiles = (profile: Profile, stats: Stats): Files =>
	new Map(
		Object.entries(formats).map(([format, {fileName}]) => {
			const text = render(profile, {}, format as FormatId, {width, stats: {stats}});
			return [fileName, Buffer.from(text)];
		}),
	);

/** What a path names: a file's name, or `.` for the folder; clients begin in `/`. */
export const fileNameOf = (path: string): string =>
	path.replace(/^(?:\.?\/+)+/, '').replace(/\/+\.?$/, '') || '.';
