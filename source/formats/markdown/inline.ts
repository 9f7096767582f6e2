import type {Inline} from '../../resume/blocks.ts';
import {escapeMarkdown, reference} from './escape.ts';

/* Adjacent runs with the same emphasis are ambiguous in Markdown. */
const merged = (text: readonly Inline[]): readonly Inline[] => {
	const runs: Inline[] = [];
	for (const run of text) {
		const last = runs.at(-1);
		if (last !== undefined && last.emphasis === run.emphasis) {
			runs[runs.length - 1] = {...last, text: last.text + run.text};
		} else {
			runs.push(run);
		}
	}

	return runs;
};

const code = (text: string): string => {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const padding = /^`|`$|^ .*[^ ].* $/.test(text) ? ' ' : '';
	return fence + padding + text + padding + fence;
};

/*
Asterisks open and close only beside the right characters: never beside a space within them, and
beside a mark within them only where no letter stands outside of them. Parsers differ on symbols,
so these count as whichever is the harder case.
*/
const needsMark = (inner: string): boolean => /^[\s\p{P}\p{S}]$/u.test(inner);
const isMark = (outer: string | undefined): boolean =>
	outer === undefined || /^[\s\p{P}!-/:-@[-`{-~]$/u.test(outer);

const ends = (text: string): readonly [first: string, last: string] => {
	const characters = [...text];
	return [characters[0] ?? '', characters.at(-1) ?? ''];
};

/* An emphasized text, whose outer spaces are written so that the asterisks stand beside a mark. */
const emphasized = (text: string): string => {
	const [first, last] = ends(text);
	const start = /\s/.test(first) ? 1 : 0;
	const end = text.length > start && /\s/.test(last) ? 1 : 0;
	return (
		(start === 1 ? reference(first) : '') +
		escapeMarkdown(text.slice(start, text.length - end)) +
		(end === 1 ? reference(last) : '')
	);
};

/* A text between emphasized ones; a letter that touches a mark of theirs is written as a reference. */
const between = (text: string, before: Inline | undefined, after: Inline | undefined): string => {
	const [first, last] = ends(text);
	const touches = (run: Inline | undefined, inner: string, outer: string) =>
		run?.emphasis === 'strong' && needsMark(inner) && !isMark(outer);
	const start = touches(before, ends(before?.text ?? '')[1], first) ? first.length : 0;
	const end =
		text.length > start && touches(after, ends(after?.text ?? '')[0], last) ? last.length : 0;
	return (
		(start > 0 ? reference(first) : '') +
		escapeMarkdown(text.slice(start, text.length - end)) +
		(end > 0 ? reference(last) : '')
	);
};

/** Runs of text as one line of Markdown. */
export const inlineMarkdown = (text: readonly Inline[]): string => {
	const runs = merged(text);
	return runs
		.map(({text, emphasis}, index) => {
			switch (emphasis) {
				case 'strong':
					return `**${emphasized(text)}**`;
				case 'code':
					return code(text);
				default:
					return between(text, runs[index - 1], runs[index + 1]);
			}
		})
		.join('');
};
