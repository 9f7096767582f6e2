import {describe, expect, test} from 'vitest';
import {parseKeys} from '../../source/terminal/input-parser.ts';

const up = '\u001B[A';
const down = '\u001B[B';

describe('keys', () => {
	test.each([
		['letters', 'jk?', ['j', 'k', '?']],
		['arrows in one chunk', down + down + down, [down, down, down]],
		['an arrow and Enter', `${down}\r`, [down, '\r']],
		['application arrows', '\u001BOA\u001BOB', ['\u001BOA', '\u001BOB']],
		['arrows with a modifier', '\u001B[1;5A', ['\u001B[1;5A']],
		[
			'page and edge keys',
			'\u001B[5~\u001B[6~\u001B[H\u001B[F\u001B[1~\u001B[4~',
			['\u001B[5~', '\u001B[6~', '\u001B[H', '\u001B[F', '\u001B[1~', '\u001B[4~'],
		],
		['Shift-Tab', '\u001B[Z', ['\u001B[Z']],
		['the keypad’s Enter', '\u001BOM', ['\r']],
		['a line feed for Enter', '\n', ['\r']],
		['Escape and a letter', '\u001Bj', ['\u001B', 'j']],
		['Escape and an arrow', `\u001B${up}`, ['\u001B', up]],
		['Ctrl-C and Ctrl-Z', '\u0003\u001A', ['\u0003', '\u001A']],
		['letters of any script', 'é日😀', ['é', '日', '😀']],
	])('%s', (_name, chunk, keys) => {
		expect(parseKeys(chunk)).toEqual({keys, rest: ''});
	});
});

describe('what is no key', () => {
	test.each([
		['other controls', '\u0000\u0001\u001F'],
		['a mouse report (SGR)', '\u001B[<0;10;20M\u001B[<0;10;20m'],
		['a mouse report (X10), whose bytes look like keys', '\u001B[M q!'],
		['focus in and out', '\u001B[I\u001B[O'],
		['a cursor position', '\u001B[12;40R'],
		['device attributes', '\u001B[?62;22c\u001B[>41;354;0c'],
		['a color reply', '\u001B]11;rgb:0000/0000/0000\u0007'],
		['a clipboard reply', '\u001B]52;c;cQ==\u001B\\'],
		['a version reply', '\u001BP>|XTerm(388)\u001B\\'],
		['function keys', '\u001BOP\u001B[15~\u001B[24~'],
		['pasted text', '\u001B[200~quit q\r\u001B[201~'],
	])('%s', (_name, chunk) => {
		expect(parseKeys(chunk)).toEqual({keys: [], rest: ''});
	});
});

describe('across chunks', () => {
	const feed = (...chunks: readonly string[]) => {
		let rest = '';
		return chunks.flatMap(chunk => {
			const split = parseKeys(rest + chunk);
			rest = split.rest;
			return split.keys;
		});
	};

	test('a sequence in pieces is one key', () => {
		expect(feed('\u001B', '[', 'A')).toEqual([up]);
		expect(feed('\u001B[1;', '5A')).toEqual(['\u001B[1;5A']);
	});

	test('each way to cut a stream in two gives the same keys', () => {
		const stream = `j${down}\u001B[<0;1;2M\u001B]11;rgb:1/2/3\u001B\\${up}\u001B[200~q\u001B[A\u001B[201~\rk`;
		for (let cut = 1; cut < stream.length; cut++) {
			expect(feed(stream.slice(0, cut), stream.slice(cut)), `cut at ${cut}`).toEqual([
				'j',
				down,
				up,
				'\r',
				'k',
			]);
		}
	});

	test('a paste in many pieces is no key', () => {
		expect(feed('\u001B[200~qqq', 'q\rq', '\u001B[20', '1~j')).toEqual(['j']);
	});
});

test('noise without an end takes bounded room', () => {
	const {rest} = parseKeys(`\u001B]${'x'.repeat(100_000)}`);
	expect(rest.length).toBeLessThan(5000);
});
