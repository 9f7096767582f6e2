import type {Block} from './blocks.ts';
import type {Section} from './sections.ts';

const isGroup = (block: Block) => block.kind === 'group';

/**
Numbers the entries of a section (`work 2`): its groups, or, if it has none, the items of its lists
and links.
*/
export const numberEntries = (blocks: readonly Block[]): readonly Block[] => {
	const hasGroups = blocks.some(isGroup);
	let entry = 0;
	return blocks.map(block => {
		switch (block.kind) {
			case 'group':
				return {...block, entry: ++entry};
			case 'list':
				return hasGroups
					? block
					: {...block, items: block.items.map(item => ({...item, entry: ++entry}))};
			case 'links':
				return hasGroups
					? block
					: {...block, items: block.items.map(item => ({...item, entry: ++entry}))};
			default:
				return block;
		}
	});
};

/** @returns one block for each entry, in order. */
export const entriesOf = ({blocks}: Section): readonly Block[] =>
	blocks.flatMap((block): readonly Block[] => {
		switch (block.kind) {
			case 'group':
				return block.entry === undefined ? [] : [block];
			case 'list':
				return block.items
					.filter(({entry}) => entry !== undefined)
					.map(item => ({kind: 'list', items: [item]}));
			case 'links':
				return block.items
					.filter(({entry}) => entry !== undefined)
					.map(item => ({kind: 'links', items: [item]}));
			default:
				return [];
		}
	});
