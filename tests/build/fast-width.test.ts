import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {withFastPath, withLazyPatterns} from '../../source/build/ink-plugins.ts';
import {graphemes, singleCell, textWidth} from '../../source/layout/width.ts';

const bmp = Array.from({length: 0x1_0000}, (_, code) => code).filter(
	code => code < 0xd800 || code > 0xdfff,
);

const samples = [
	...bmp.map(code => `a${String.fromCodePoint(code)}b─${String.fromCodePoint(code)}`),
	...['👩‍💻🇩🇪👍🏽', 'e\u0301', '▪\uFE0F', '한국', 'שלום', '1\u20E3', '', 'ᄀ\u1161'],
];

test('what is taken for one cell is one cell', () => {
	const single = new RegExp(`^[${singleCell}]$`);
	const taken = bmp.map(code => String.fromCodePoint(code)).filter(text => single.test(text));
	expect(taken.length).toBeGreaterThan(800);
	expect(taken.filter(text => stringWidth(text) !== 1)).toEqual([]);
	/* Nor do two of them join. */
	expect(taken.filter(text => stringWidth(`─${text}a${text}`) !== 4)).toEqual([]);
});

test('the fast path gives the same widths and characters', () => {
	const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
	expect(samples.filter(text => textWidth(text) !== stringWidth(text))).toEqual([]);
	expect(
		samples.filter(
			text =>
				graphemes(text).join('|') !==
				Array.from(segmenter.segment(text), ({segment}) => segment).join('|'),
		),
	).toEqual([]);
});

test('string-width measures the same in the bundle', async () => {
	const file = createRequire(import.meta.url).resolve('string-width');
	const source = withLazyPatterns(withFastPath(await readFile(file, 'utf8')));
	expect(source).not.toMatch(/= \/.*\\p\{/);
	const url = new URL('.width-in-bundle.js', `file://${file}`);
	const {writeFile, rm} = await import('node:fs/promises');
	await writeFile(url, source);
	try {
		const bundled = (await import(url.href)).default as typeof stringWidth;
		expect(samples.filter(text => bundled(text) !== stringWidth(text))).toEqual([]);
	} finally {
		await rm(url);
	}
});
