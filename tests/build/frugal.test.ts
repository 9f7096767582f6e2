import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {FrugalSegmenter} from '../../source/build/frugal-segmenter.ts';
import {singleCell} from '../../source/build/ink-plugins.ts';

const bmp = Array.from({length: 0x1_0000}, (_, code) => code).filter(
	code => code < 0xd800 || code > 0xdfff,
);

test('what the bundle takes for one cell is one cell', () => {
	const single = new RegExp(`^[${singleCell}]$`);
	const taken = bmp.map(code => String.fromCodePoint(code)).filter(text => single.test(text));
	expect(taken.length).toBeGreaterThan(800);
	expect(taken.filter(text => stringWidth(text) !== 1)).toEqual([]);
	/* Nor do two of them join. */
	expect(taken.filter(text => stringWidth(`─${text}a${text}`) !== 4)).toEqual([]);
});

test('the frugal segmenter segments as the real one does', () => {
	const [frugal, real] = [new FrugalSegmenter(), new Intl.Segmenter()];
	const texts = [
		...bmp.map(code => `a${String.fromCodePoint(code)}\u001B[1mb─${String.fromCodePoint(code)}`),
		...['👩‍💻🇩🇪👍🏽', 'e\u0301', '\r\n', '▪\uFE0F', '한국', 'שלום', ''],
	];
	const differing = texts.filter(text => {
		const [one, other] = [frugal, real].map(segmenter =>
			JSON.stringify([
				Array.from(segmenter.segment(text), ({segment, index}) => [segment, index]),
				[0, 1, text.length].map(index => segmenter.segment(text).containing(index)),
			]),
		);
		return one !== other;
	});
	expect(differing).toEqual([]);
});
