import type {Item, RichText} from '../profile/schema.ts';
import type {Inline, ListItem} from './blocks.ts';

/** A profile's rich text as inline runs. */
export const inlines = (text: RichText): readonly Inline[] =>
	(typeof text === 'string' ? [text] : text).map(part => {
		if (typeof part === 'string') {
			return {text: part};
		}

		return 'strong' in part
			? {text: part.strong, emphasis: 'strong'}
			: {text: part.code, emphasis: 'code'};
	});

/** The text without emphasis. */
export const plainText = (text: readonly Inline[]): string => text.map(part => part.text).join('');

/** A profile's list entry as a list item. */
export const listItem = (item: Item): ListItem =>
	typeof item === 'object' && 'text' in item
		? {text: inlines(item.text), emoji: item.emoji}
		: {text: inlines(item)};
