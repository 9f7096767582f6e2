import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {shortNumber} from '../../source/resume/wording.ts';
import {topLanguages} from '../../source/stats/languages.ts';
import {calculateRank, curveValue} from '../../source/stats/rank.ts';

const oracle = (name: string) =>
	JSON.parse(readFileSync(new URL(`../fixtures/oracles/${name}`, import.meta.url), 'utf8'));

type RankRow = {
	in: Record<'commits' | 'prs' | 'issues' | 'reviews' | 'stars' | 'followers', number> & {
		all_commits: boolean;
	};
	level: string;
	percentile: number;
};

/* With `all_commits` the original halves the curve at 1000 commits in place of 250. */
const counts = ({in: input}: RankRow) => ({
	commits: input.all_commits ? input.commits / 4 : input.commits,
	pullRequests: input.prs,
	issues: input.issues,
	reviews: input.reviews,
	stars: input.stars,
	followers: input.followers,
});

test('the rank is the original’s: level equal, percentile within 1e-9', () => {
	const {rows} = oracle('rank.json') as {rows: RankRow[]};
	expect(rows.length).toBe(100);
	for (const row of rows) {
		const {level, percentile} = calculateRank(counts(row));
		expect(level, JSON.stringify(row.in)).toBe(row.level);
		expect(Math.abs(percentile - row.percentile), JSON.stringify(row.in)).toBeLessThan(1e-9);
	}
});

test('a statistic stands at one half at its median, at 0 for none, and never above 1', () => {
	const medians = {
		commits: 250,
		pullRequests: 50,
		issues: 25,
		reviews: 2,
		stars: 50,
		followers: 10,
	};
	for (const [name, median] of Object.entries(medians) as [keyof typeof medians, number][]) {
		expect(curveValue(name, 0)).toBe(0);
		expect(curveValue(name, median)).toBeCloseTo(0.5, 12);
		expect(curveValue(name, 999_999_999)).toBeGreaterThan(0.99);
		expect(curveValue(name, 999_999_999)).toBeLessThanOrEqual(1);
	}
});

type LanguageCase = {
	options: {
		exclude_repo: string[];
		size_weight: number;
		count_weight: number;
		langs_count: number;
	};
	repositories: [string, [string, number][]][];
	shown: {name: string; color: string; size: number; percent: number; text: string}[];
};

test('the languages are the original’s: order, names, bytes, colors, percentages', () => {
	const {cases, colors} = oracle('languages.json') as {
		cases: LanguageCase[];
		colors: Record<string, string | null>;
	};
	/* Weights other than bytes alone are options of the card that the profile does not use. */
	const ours = cases.filter(({options}) => options.size_weight === 1 && options.count_weight === 0);
	expect(ours.length).toBe(23);
	for (const {options, repositories, shown} of ours) {
		const kept = repositories
			.filter(([name]) => !options.exclude_repo.includes(name))
			.map(([, languages]) =>
				languages.map(([name, bytes]) => ({name, bytes, color: colors[name] ?? '#858585'})),
			);
		const got = topLanguages(kept, Math.max(1, options.langs_count));
		expect(got.map(({name, color, bytes}) => ({name, color, size: bytes}))).toEqual(
			shown.map(({name, color, size}) => ({name, color, size})),
		);
		for (const [index, {percent}] of got.entries()) {
			expect(percent).toBeCloseTo(shown[index]?.percent ?? Number.NaN, 9);
			expect(`${percent.toFixed(2)}%`).toBe(shown[index]?.text);
		}
	}
});

test('of languages with equal bytes that of the later repository comes first', () => {
	const one = (name: string) => [{name, bytes: 7, color: '#858585'}];
	const shares = topLanguages([one('A'), one('B'), [...one('D'), ...one('C')]]);
	expect(shares.map(({name}) => name)).toEqual(['D', 'C', 'B', 'A']);
});

test('languages without a byte have no share, rather than none that is a number', () => {
	const [share] = topLanguages([[{name: 'Text', bytes: 0, color: '#858585'}]]);
	expect(share?.percent).toBe(0);
});

test('short numbers are the original’s', () => {
	const {rows} = oracle('short-number.json') as {rows: [number, string][]};
	expect(rows.length).toBeGreaterThan(20);
	for (const [count, text] of rows) {
		expect(shortNumber(count)).toBe(text);
	}
});
