import {describe, expect, test} from 'vitest';
import {layoutBlocks, layoutSection} from '../../source/layout/blocks.ts';
import {entryLine, lineText, lineWidth} from '../../source/layout/line.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Heatmap} from '../../source/resume/blocks.ts';
import {entriesOf} from '../../source/resume/entries.ts';
import {sections} from '../../source/resume/sections.ts';

const all = sections(bundledProfile);
const options = (width: number) => ({width, badgeColors: false});

describe('each entry starts on a marked line', () => {
	test.each(all.map(section => [section.id, section] as const))('%s', (_id, section) => {
		for (const width of [14, 40, 76]) {
			const lines = layoutSection(section, options(width));
			const entries = entriesOf(section);
			const marked = entries.map((_block, index) => entryLine(lines, index + 1));
			expect(marked).toEqual([...new Set(marked)].toSorted((a = 0, b = 0) => a - b));
			for (const [index, block] of entries.entries()) {
				/* Of links, alone or in a column, the blanks between label and address differ. */
				const [first = []] = layoutBlocks([block], options(width));
				const [label = ''] = lineText(first).split('  ');
				expect(lineText(lines[marked[index] ?? -1] ?? [])).toContain(label);
			}

			expect(entryLine(lines, entries.length + 1)).toBeUndefined();
		}
	});
});

const origin = {
	source: 'graphql',
	fetchedAt: '2026-11-20T14:20:00.000Z',
	freshness: 'live',
	exactness: 'exact',
} as const;

describe('a heatmap', () => {
	const days = Array.from({length: 364}, (_, index) => ({
		date: new Date(Date.UTC(2025, 10, 23 + index)).toISOString().slice(0, 10),
		count: index % 5,
		level: index % 5,
	}));
	const heatmap: Heatmap = {kind: 'heatmap', calendar: {total: 727, days}, origin};

	test.each([14, 16, 20, 30, 36, 40, 54, 55, 56, 60, 76])(
		'fits %i columns, its legend too',
		width => {
			const lines = layoutBlocks([heatmap], options(width));
			expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width);
			expect(lines.map(lineText).join('\n')).toMatch(/less ░▒▓█ more$/);
		},
	);
});
