import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseLanguageCard, parseStatsCard} from '../../source/github/card-svg.ts';

const folder = new URL('../fixtures/oracles/cards/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

test('the statistics cards’ numbers', () => {
	const {rank, ...numbers} = parseStatsCard(read('stats-sample-user.svg'));
	expect(numbers).toEqual({
		stars: 51,
		commits: 1284,
		pullRequests: 137,
		issues: 41,
		contributedTo: 9,
	});
	expect(rank.level).toBe('A-');
	expect(rank.percentile).toBeCloseTo(25.982, 3);
	expect(parseStatsCard(read('stats-zero-user.svg'))).toEqual({
		stars: 0,
		commits: 0,
		pullRequests: 0,
		issues: 0,
		contributedTo: 0,
		rank: {level: 'C', percentile: 100},
	});
});

test('the language cards’ languages', () => {
	const shares = parseLanguageCard(read('langs-sample-user.svg'));
	expect(shares.map(({name, percent}) => `${name} ${percent}`)).toEqual([
		'Python 53.55',
		'Jupyter Notebook 19.23',
		'HTML 12',
		'TypeScript 7.59',
		'CSS 4.78',
		'JavaScript 2.85',
	]);
	expect(shares[0]?.color).toBe('#3572A5');
	expect(parseLanguageCard(read('langs-zero-user.svg'))).toEqual([]);
});

const errors = readdirSync(folder).filter(name => name.startsWith('error-'));

test.each(errors)('%s came with a 200 and is no card', name => {
	const parse = name.endsWith('-langs.svg') ? parseLanguageCard : parseStatsCard;
	const reason = name.includes('user-not-found') ? 'user-not-found' : 'service-down';
	expect(() => parse(read(name))).toThrow(reason);
});

describe('what is no card at all', () => {
	const card = read('stats-sample-user.svg');
	test.each([
		['an empty text', ''],
		['a page', '<html>This deployment is paused</html>'],
		['half a card', card.slice(0, 900)],
		['a count that is too large', card.replace(': 51', ': 5000000000')],
		['a count that is negative', card.replace(': 51', ': -51')],
		['a rank that there is not', card.replace('Rank: A-', 'Rank: Z')],
		['a percentile above 100', card.replace('stroke-dashoffset: 65', 'stroke-dashoffset: 999')],
		['a count in words', card.replace(': 1284', ': many')],
	])('%s', (_, svg) => {
		expect(() => parseStatsCard(svg)).toThrow('malformed');
	});

	const languages = read('langs-sample-user.svg');
	test.each([
		['an empty text', ''],
		['a color that is none', languages.replace('#3572A5" />', 'url(x)" />')],
		['shares that do not add up', languages.replace('53.55%', '99.55%')],
		['the card without its end', languages.replace(/ 2\.85%|JavaScript.*/s, '')],
	])('languages: %s', (_, svg) => {
		expect(() => parseLanguageCard(svg)).toThrow('malformed');
	});

	test('entities are read, and cleaned', () => {
		const named = languages.replace('Python 53.55%', 'C&#43;&#43;&#27;[2J 53.55%');
		expect(parseLanguageCard(named)[0]?.name).toBe('C++[2J');
	});

	test('two megabytes made to be slow are not', () => {
		const start = process.cpuUsage();
		for (const part of [
			'<circle fill="#000000" ',
			'data-testid="message"',
			'@keyframes rankAnimation {',
		]) {
			const svg = part.repeat(2_000_000 / part.length);
			expect(() => parseLanguageCard(svg)).toThrow();
			expect(() => parseStatsCard(svg)).toThrow();
		}

		/* Of the processor, in microseconds: a clock would count a busy machine's other work. */
		expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
	});
});
