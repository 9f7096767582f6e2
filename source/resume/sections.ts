import type {Profile} from '../profile/schema.ts';
import {emptyStats} from '../stats/stats.ts';
import type {Block, Group} from './blocks.ts';
import {numberEntries} from './entries.ts';
import type {StatsView} from './provenance.ts';
import {inlines, listItem} from './rich-text.ts';
import {repositoryFacts, statsBlocks} from './stats.ts';

type Heading = {readonly title: string; readonly emoji?: string | undefined};

type Definition = {
	/** The section's name on the command line and in JSON. */
	readonly id: string;
	/** What the menu calls it. */
	readonly label: string;
	readonly heading: (profile: Profile) => Heading;
	readonly blocks: (profile: Profile, view: StatsView) => readonly Block[];
	/** Whether it shows statistics. */
	readonly usesStats?: true;
};

const about = (profile: Profile): readonly Block[] => [
	{kind: 'paragraph', text: [{text: profile.headline.parts.join(' · '), emphasis: 'strong'}]},
	...profile.introduction.map(text => ({kind: 'paragraph', text: inlines(text)}) as const),
];

const focus = ({focus}: Profile): readonly Block[] => [
	{kind: 'list', items: focus.items.map(listItem)},
];

const principles = ({principles}: Profile): readonly Block[] => [
	{kind: 'paragraph', text: [{text: `Focus: ${principles.focus}`, emphasis: 'strong'}]},
	{kind: 'quote', text: inlines(principles.motto)},
	...principles.groups.map(
		(group, index): Group => ({
			kind: 'group',
			title: group.title,
			emoji: group.emoji,
			number: index + 1,
			blocks: [
				{
					kind: 'list',
					items: [...group.items.map(listItem), {label: 'Goal', text: inlines(group.goal)}],
				},
			],
		}),
	),
];

const stack = ({stack, badges}: Profile): readonly Block[] => [
	...stack.groups.map(
		({title, emoji, rows}): Group => ({
			kind: 'group',
			title,
			emoji,
			blocks: [{kind: 'terms', rows}],
		}),
	),
	{
		kind: 'group',
		title: badges.title,
		emoji: badges.emoji,
		blocks: [{kind: 'badges', items: badges.items}],
	},
];

const stats = (_profile: Profile, view: StatsView): readonly Block[] => statsBlocks(view);

const work = ({work}: Profile, view: StatsView): readonly Block[] => [
	...work.items.map(({name, emoji, url, description}): Group => {
		const repository = repositoryFacts(name, view);
		return {
			kind: 'group',
			title: name,
			emoji,
			url: url ?? repository?.url,
			blocks: [
				{kind: 'paragraph', text: inlines(description)},
				...(repository === undefined ? [] : [repository.facts]),
			],
		};
	}),
	...(work.note === undefined
		? []
		: [{kind: 'paragraph', text: inlines(work.note), aside: true} as const]),
];

const now = ({now}: Profile): readonly Block[] => [{kind: 'list', items: now.items.map(listItem)}];

const links = ({links}: Profile): readonly Block[] => [{kind: 'links', items: links.items}];

/*
The one list of sections, in menu order. To add a section, add an entry.
*/
const definitions = [
	{
		id: 'about',
		label: 'About',
		heading: profile => ({title: profile.greeting.text, emoji: profile.greeting.emoji}),
		blocks: about,
	},
	{id: 'focus', label: 'Focus', heading: profile => profile.focus, blocks: focus},
	{
		id: 'principles',
		label: 'Principles',
		heading: profile => profile.principles,
		blocks: principles,
	},
	{id: 'stack', label: 'Stack', heading: profile => profile.stack, blocks: stack},
	{id: 'stats', label: 'Stats', heading: profile => profile.stats, blocks: stats, usesStats: true},
	{id: 'work', label: 'Work', heading: profile => profile.work, blocks: work, usesStats: true},
	{id: 'now', label: 'Now', heading: profile => profile.now, blocks: now},
	{id: 'links', label: 'Links', heading: profile => profile.links, blocks: links},
] as const satisfies readonly Definition[];

export type SectionId = (typeof definitions)[number]['id'];

/** What is known of the sections without a profile. */
export const sectionList: readonly {
	readonly id: SectionId;
	readonly label: string;
	readonly usesStats: boolean;
}[] = definitions.map((definition: Definition & {readonly id: SectionId}) => ({
	id: definition.id,
	label: definition.label,
	usesStats: definition.usesStats === true,
}));

export type Section = {
	readonly id: SectionId;
	readonly label: string;
	readonly title: string;
	readonly emoji?: string | undefined;
	readonly blocks: readonly Block[];
};

/**
Makes one section.

@param index - Its position in {@link sectionList}.
@param view - GitHub's numbers, if they were requested.
@throws {RangeError} if there is no such section.
*/
export const sectionAt = (
	index: number,
	profile: Profile,
	view: StatsView = {stats: emptyStats(profile.stats.login)},
): Section => {
	const definition = definitions[index];
	if (definition === undefined) {
		throw new RangeError(`no section ${index}`);
	}

	const {id, label, heading, blocks} = definition;
	const {title, emoji} = heading(profile);
	return {id, label, title, emoji, blocks: numberEntries(blocks(profile, view))};
};

/** The whole résumé: every section with its blocks, in order. */
export const sections = (profile: Profile, view?: StatsView): readonly Section[] =>
	definitions.map((_definition, index) => sectionAt(index, profile, view));
