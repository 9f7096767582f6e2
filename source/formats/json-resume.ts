import type {Profile} from '../profile/schema.ts';
import type {Block, Group} from '../resume/blocks.ts';
import {inlines, plainText} from '../resume/rich-text.ts';
import type {Section} from '../resume/sections.ts';
import type {Format} from './format.ts';
import {jsonSection, printJson} from './json/blocks.ts';

/* The fields that JSON Resume has for a section, and the remaining blocks. */
type Mapped = {readonly fields: Fields; readonly rest: readonly Block[]};

type Fields = {
	readonly basics?: object;
	readonly skills?: readonly object[];
	readonly projects?: readonly object[];
};

const termsOf = ({blocks}: Group): readonly string[] =>
	blocks.flatMap(block => (block.kind === 'terms' ? block.rows.flat() : []));

const description = ({blocks}: Group): string =>
	blocks.flatMap(block => (block.kind === 'paragraph' ? [plainText(block.text)] : [])).join(' ');

const isSkill = (block: Block): block is Group =>
	block.kind === 'group' && block.blocks.every(({kind}) => kind === 'terms');

const isGroup = (block: Block): block is Group => block.kind === 'group';

const map = (profile: Profile, {id, blocks}: Section): Mapped => {
	switch (id) {
		case 'about':
			return {
				fields: {
					basics: {
						label: profile.headline.parts.join(' · '),
						summary: profile.introduction.map(text => plainText(inlines(text))).join(' '),
					},
				},
				rest: [],
			};
		case 'stack':
			return {
				fields: {
					skills: blocks
						.filter(isSkill)
						.map(group => ({name: group.title, keywords: termsOf(group)})),
				},
				rest: blocks.filter(block => !isSkill(block)),
			};
		case 'work':
			return {
				fields: {
					projects: blocks
						.filter(isGroup)
						.map(group => ({name: group.title, description: description(group), url: group.url})),
				},
				rest: blocks.filter(block => !isGroup(block)),
			};
		case 'links':
			return {
				fields: {
					basics: {
						profiles: blocks
							.flatMap(block => (block.kind === 'links' ? block.items : []))
							.map(({label, url}) => ({network: label, url})),
					},
				},
				rest: [],
			};
		default:
			return {fields: {}, rest: blocks};
	}
};

/**
A JSON Resume. What the standard has no field for is in `meta.techbyabrar`, as documented in
docs/json.md.

@see https://jsonresume.org/schema
*/
export const jsonResume: Format = ({profile, sections}) => {
	const mapped = sections.map(section => ({section, ...map(profile, section)}));
	const fields = mapped.map(({fields}) => fields);
	const skills = fields.flatMap(({skills = []}) => skills);
	const projects = fields.flatMap(({projects = []}) => projects);
	return printJson({
		$schema: 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json',
		basics: Object.assign({name: profile.name}, ...fields.map(({basics}) => basics)),
		...(skills.length > 0 ? {skills} : {}),
		...(projects.length > 0 ? {projects} : {}),
		meta: {
			techbyabrar: {
				sections: mapped.map(({section, rest}) => jsonSection({...section, blocks: rest})),
			},
		},
	});
};
