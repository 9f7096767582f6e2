import {describe, expect, test} from 'vitest';
import {lineText, lineWidth, type Span} from '../../source/layout/line.ts';
import {wrap} from '../../source/layout/wrap.ts';

const span = (text: string, role: Span['role'] = 'text'): Span => ({text, role});
const wrapped = (text: string, width: number) => wrap([span(text)], width).map(lineText);

describe('wrap', () => {
	test.each([
		['at spaces', 'one two three', 7, ['one two', 'three']],
		['what fits exactly', 'one two', 7, ['one two']],
		['a word that is longer than a line', 'a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
		['the end of a long word shares its line', 'abcdef gh', 4, ['abcd', 'ef', 'gh']],
		['many spaces are one', 'a   b', 9, ['a b']],
		['between wide characters', '日本語テキスト', 6, ['日本語', 'テキス', 'ト']],
		['a wide character is not cut', '日本語', 5, ['日本', '語']],
		['Latin inside a wide script', '日本語 and more', 8, ['日本語', 'and more']],
		['an emoji of many code points is one', '👨‍👩‍👧👨‍👩‍👧', 3, ['👨‍👩‍👧', '👨‍👩‍👧']],
		['right-to-left text keeps its order', 'שלום עולם', 5, ['שלום', 'עולם']],
		[
			'combining marks stay with their letter',
			'e\u0301e\u0301e\u0301',
			2,
			['e\u0301e\u0301', 'e\u0301'],
		],
		['nothing', '', 5, []],
	])('%s', (_name, text, width, lines) => {
		expect(wrapped(text, width)).toEqual(lines);
	});

	test('emphases keep their roles, and a word goes on across them', () => {
		const lines = wrap([span('Use '), span('strong text', 'strong'), span(', always.')], 13);
		expect(lines).toEqual([
			[span('Use '), span('strong', 'strong')],
			[span('text', 'strong'), span(', always.')],
		]);
	});

	test('no line is wider than asked, and no character is lost', () => {
		const words = ['résumé', '日本語', 'x'.repeat(300), '👍🏽', 'שלום', 'a-b', '…', 'naïve', '🇩🇪'];
		for (let seed = 1; seed < 200; seed++) {
			const text = Array.from({length: 12}, (_, i) => words[(seed * (i + 3)) % words.length]).join(
				seed % 3 === 0 ? '' : ' ',
			);
			const width = 2 + (seed % 40);
			const lines = wrap([span(text)], width);
			expect(Math.max(...lines.map(lineWidth)), `${width} columns: ${text}`).toBeLessThanOrEqual(
				width,
			);
			expect(lines.map(lineText).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
		}
	});
});
