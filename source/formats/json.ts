import type {Format} from './format.ts';
import {jsonSection, printJson} from './json/blocks.ts';

/** Raised when a reader of the shape in docs/json.md would have to change. */
const version = 1;

/** The content for other programs, in the shape of docs/json.md. */
export const json: Format = ({profile, sections}) =>
	printJson({version, name: profile.name, sections: sections.map(jsonSection)});
