import {expect, test} from 'vitest';
import {layoutSection} from '../../source/layout/blocks.ts';
import {lineText} from '../../source/layout/line.ts';
import {lineAt, lineOffsets} from '../../source/layout/text-offset.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sections} from '../../source/resume/sections.ts';

const principles = sections(bundledProfile).find(({id}) => id === 'principles');
const layout = (width: number) =>
	principles === undefined ? [] : layoutSection(principles, {width, badgeColors: true});

test('each line has a place of its own, and a place leads back to its line', () => {
	const places = lineOffsets(layout(40));
	expect(new Set(places).size).toBe(places.length);
	for (const [line, place] of places.entries()) {
		expect(lineAt(places, place)).toBe(line);
	}
});

test('a place is on the same words at another width', () => {
	const [narrow, wide] = [layout(30), layout(76)];
	const widePlaces = lineOffsets(wide);
	let same = 0;
	for (const [line, place] of lineOffsets(narrow).entries()) {
		const [word = ''] = lineText(narrow[line] ?? [])
			.trim()
			.replace(/^[▪→│] /, '')
			.split(' ');
		const at = lineAt(widePlaces, place);
		/* A line of difference, since blank lines and marks weigh what no text does. */
		const near = wide
			.slice(Math.max(0, at - 1), at + 2)
			.map(lineText)
			.join(' ');
		same += near.includes(word) ? 1 : 0;
	}

	expect(same / narrow.length).toBeGreaterThan(0.95);
});
