import type {Block} from './blocks.ts';
import type {Section} from './sections.ts';

/**
The entries of a section that can be asked for by number (`work 2`): its groups, or, where it
has none, the items of its lists and links.

@returns one list of blocks for each entry, in order.
*/
export const entriesOf = ({blocks}: Section): readonly (readonly Block[])[] => {
	const groups = blocks.filter(block => block.kind === 'group');
	if (groups.length > 0) {
		return groups.map(group => [group]);
	}

	return blocks.flatMap((block): readonly (readonly Block[])[] => {
		switch (block.kind) {
			case 'list':
				return block.items.map(item => [{kind: 'list', items: [item]}]);
			case 'links':
				return block.items.map(item => [{kind: 'links', items: [item]}]);
			default:
				return [];
		}
	});
};
