import {describe, expect, test} from 'vitest';
import {flow} from '../../source/layout/flow.ts';
import {decoration, lineText, lineWidth, type Span} from '../../source/layout/line.ts';

const item = (text: string): readonly Span[] => [{text, role: 'text'}];
const dot = decoration(' · ', 'muted');
const flowed = (texts: readonly string[], separator: Span, width: number) =>
	flow(texts.map(item), separator, width).map(lineText);

describe('flow', () => {
	test.each([5, 6, 7, 8, 9, 10, 11, 12, 20])(
		'no mark dangles at the end of a line of %i columns',
		width => {
			for (const line of flowed(['one', 'two', 'three', 'four'], dot, width)) {
				expect(line).not.toMatch(/^·|·$/);
			}
		},
	);

	test('punctuation ends the line it belongs to', () => {
		const comma: Span = {text: ', ', role: 'text'};
		expect(flowed(['Jan: 1', 'Feb: 2', 'Mar: 3'], comma, 16)).toEqual([
			'Jan: 1, Feb: 2,',
			'Mar: 3',
		]);
	});

	test('what is wider than a line leaves no single word on the last', () => {
		const lines = flowed(['short', 'offline: cannot reach GitHub (r tries again)'], dot, 36);
		expect(lines).toEqual(['short', 'offline: cannot reach', 'GitHub (r tries again)']);
	});

	test('no line is wider than asked, and no character is lost', () => {
		const words = ['résumé', '日本語', 'x'.repeat(90), 'a few words', '👍🏽', 'a-b'];
		for (let width = 2; width < 60; width++) {
			const lines = flow(words.map(item), dot, width);
			expect(Math.max(...lines.map(lineWidth)), `${width} columns`).toBeLessThanOrEqual(width);
			expect(lines.map(lineText).join('').replaceAll(/[ ·]/g, '')).toBe(
				words.join('').replaceAll(' ', ''),
			);
		}
	});
});
