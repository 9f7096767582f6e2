import type {Block} from '../resume/blocks.ts';
import type {Section} from '../resume/sections.ts';

const knownBlocks = (blocks: readonly Block[]): readonly Block[] =>
	blocks.flatMap((block): readonly Block[] => {
		switch (block.kind) {
			case 'bars': {
				const items = block.items.filter(({value}) => value !== undefined);
				return items.length === 0 ? [] : [{...block, items}];
			}

			case 'group':
				return [{...block, blocks: knownBlocks(block.blocks)}];
			default:
				return [block];
		}
	});

/** Removes unknown numbers, which make no sense in a document that outlives their reasons. */
export const knownOnly = (sections: readonly Section[]): readonly Section[] =>
	sections.map(section => ({...section, blocks: knownBlocks(section.blocks)}));
