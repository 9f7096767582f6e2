import type {Block} from '../resume/blocks.ts';
import {inlines, plainText} from '../resume/rich-text.ts';
import type {Format} from './format.ts';
import {blockHtml, heading} from './html/blocks.ts';
import {escapeHtml} from './html/escape.ts';
import {style} from './html/style.ts';
import {knownOnly} from './known.ts';
import {type Outline, outline} from './outline.ts';

const badgeColors = (blocks: readonly Block[]): readonly string[] =>
	blocks.flatMap(block => {
		switch (block.kind) {
			case 'badges':
				return block.items.map(({color}) => color);
			case 'group':
				return badgeColors(block.blocks);
			default:
				return [];
		}
	});

const headingId = (id: string): string => `${id}-heading`;

const navigation = ({entries}: Outline): readonly string[] => [
	'<nav aria-label="Sections">',
	'<ul>',
	...entries.map(
		({section: {id, label}}) => `<li><a href="#${headingId(id)}">${escapeHtml(label)}</a></li>`,
	),
	'</ul>',
	'</nav>',
];

const content = ({title, entries}: Outline): readonly string[] => [
	...(title === undefined ? [] : [heading(1, {title})]),
	...entries.flatMap(({section, level}) => [
		`<section aria-labelledby="${headingId(section.id)}">`,
		heading(level, section, headingId(section.id)),
		...section.blocks.map(block => blockHtml(block, level + 1)),
		'</section>',
	]),
];

/** A page in a single file, without scripts or external resources. */
export const html: Format = resume => {
	const {profile} = resume;
	const sections = knownOnly(resume.sections);
	const document = outline({...resume, sections});
	const linked = sections.length > 1;
	const description = profile.introduction.map(text => plainText(inlines(text))).join(' ');
	return `${[
		'<!DOCTYPE html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8">',
		`<title>${escapeHtml([profile.name, ...profile.headline.parts.slice(0, 1)].join(' · '))}</title>`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
		`<meta name="description" content="${escapeHtml(description)}">`,
		'<link rel="icon" href="data:,">',
		'<style>',
		style(badgeColors(sections.flatMap(({blocks}) => blocks))),
		'</style>',
		'</head>',
		'<body>',
		...(linked ? ['<a class="skip" href="#content">Skip to the content</a>'] : []),
		...(linked ? navigation(document) : []),
		'<main id="content">',
		...content(document),
		'</main>',
		'</body>',
		'</html>',
	].join('\n')}\n`;
};
