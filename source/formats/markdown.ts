import type {Format} from './format.ts';
import {knownOnly} from './known.ts';
import {blockMarkdown, heading} from './markdown/blocks.ts';
import {outline} from './outline.ts';

/** GitHub Flavored Markdown. */
export const markdown: Format = resume => {
	const {title, entries} = outline({...resume, sections: knownOnly(resume.sections)});
	const sections = entries.map(({section, level}) => [
		heading(level, section),
		...section.blocks.flatMap(block => blockMarkdown(block, level + 1)),
	]);
	const parts = [...(title === undefined ? [] : [[heading(1, {title})]]), ...sections];
	return `${parts.map(part => part.join('\n\n')).join('\n\n---\n\n')}\n`;
};
