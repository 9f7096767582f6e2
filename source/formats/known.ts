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

/** Sections without the numbers that are not known: a text that is kept has no place for them. */
export const knownOnly = (sections: readonly Section[]): readonly Section[] =>
	sections.map(section => ({...section, blocks: knownBlocks(section.blocks)}));
