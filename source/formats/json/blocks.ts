import type {
	Badge,
	Block,
	Fact,
	Heatmap,
	Inline,
	Link,
	Measure,
	Origin,
} from '../../resume/blocks.ts';
import {plainText} from '../../resume/rich-text.ts';
import type {Section} from '../../resume/sections.ts';

/*
The schema that docs/json.md documents. It is mapped field by field, so that a change to the content
model does not change it unnoticed.
*/

type JsonText = {
	readonly text: string;
	/** The same text in runs; only where some of them are emphasized. */
	readonly runs?: readonly Inline[];
};

type JsonItem = JsonText & {readonly label?: string; readonly emoji?: string | undefined};

export type JsonBlock =
	| ({readonly kind: 'paragraph'; readonly aside?: boolean} & JsonText)
	| ({readonly kind: 'quote'} & JsonText)
	| {readonly kind: 'list'; readonly items: readonly JsonItem[]}
	| {
			readonly kind: 'group';
			readonly number?: number;
			readonly title: string;
			readonly emoji?: string | undefined;
			readonly url?: string | undefined;
			readonly blocks: readonly JsonBlock[];
	  }
	| {readonly kind: 'terms'; readonly rows: readonly (readonly string[])[]}
	| {readonly kind: 'badges'; readonly items: readonly Badge[]}
	| {readonly kind: 'links'; readonly items: readonly Link[]}
	| {readonly kind: 'bars'; readonly items: readonly object[]}
	| ({readonly kind: 'heatmap'} & object)
	| {readonly kind: 'facts'; readonly items: readonly object[]};

export type JsonSection = {
	readonly id: string;
	readonly title: string;
	readonly emoji?: string | undefined;
	readonly blocks: readonly JsonBlock[];
};

const jsonText = (text: readonly Inline[]): JsonText => ({
	text: plainText(text),
	...(text.some(({emphasis}) => emphasis)
		? {runs: text.map(({text, emphasis}) => ({text, ...(emphasis ? {emphasis} : {})}))}
		: {}),
});

/* Where a number comes from, or why there is none. */
const jsonOrigin = (origin: Origin) => {
	if (!('code' in origin)) {
		return origin;
	}

	const {code, ...rest} = origin;
	return {missing: code, ...rest};
};

const jsonMeasure = ({label, text, approximate, length, color, value, origin}: Measure) => ({
	label,
	text: approximate ? `≈ ${text}` : text,
	value,
	length,
	color,
	...jsonOrigin(origin),
});

const jsonFact = ({text, name, value, origin}: Fact) => ({
	text,
	name,
	value,
	...(origin && jsonOrigin(origin)),
});

const jsonHeatmap = ({calendar: {total, days}, origin}: Heatmap) => ({
	kind: 'heatmap' as const,
	total,
	days: days.map(({date, count, level}) => ({date, count, level})),
	...jsonOrigin(origin),
});

const jsonBlock = (block: Block): JsonBlock => {
	switch (block.kind) {
		case 'paragraph':
			return {kind: 'paragraph', ...(block.aside ? {aside: true} : {}), ...jsonText(block.text)};
		case 'quote':
			return {kind: 'quote', ...jsonText(block.text)};
		case 'list':
			return {
				kind: 'list',
				items: block.items.map(({label, text, emoji}) => ({
					...(label === undefined ? {} : {label}),
					...jsonText(text),
					emoji,
				})),
			};
		case 'group': {
			const {number, title, emoji, url, blocks} = block;
			return {
				kind: 'group',
				...(number === undefined ? {} : {number}),
				title,
				emoji,
				url,
				blocks: blocks.map(jsonBlock),
			};
		}

		case 'terms':
			return {kind: 'terms', rows: block.rows};
		case 'badges':
			return {
				kind: 'badges',
				items: block.items.map(({label, message, color, logo, logoColor}) => ({
					label,
					message,
					color,
					logo,
					logoColor,
				})),
			};
		case 'links':
			return {
				kind: 'links',
				items: block.items.map(({label, url, emoji}) => ({label, url, emoji})),
			};
		case 'bars':
			return {kind: 'bars', items: block.items.map(jsonMeasure)};
		case 'heatmap':
			return jsonHeatmap(block);
		case 'facts':
			return {kind: 'facts', items: block.items.map(jsonFact)};
	}
};

/** A section as documented in docs/json.md. Undefined fields are omitted when printed. */
export const jsonSection = ({id, title, emoji, blocks}: Section): JsonSection => ({
	id,
	title,
	emoji,
	blocks: blocks.map(jsonBlock),
});

/** Prints a value as a file: indented by tabs, one line feed at the end. */
export const printJson = (value: unknown): string => `${JSON.stringify(value, undefined, '\t')}\n`;
