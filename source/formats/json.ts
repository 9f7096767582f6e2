import type {Format} from './format.ts';
import {jsonSection, printJson} from './json/blocks.ts';

/** Incremented on breaking changes of the schema in docs/json.md. */
const version = 1;

/** The content for other programs, as documented in docs/json.md. */
export const json: Format = ({profile, sections}) =>
	printJson({version, name: profile.name, sections: sections.map(jsonSection)});
