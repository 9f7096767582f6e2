import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import {Footer} from '../../source/tui/footer.tsx';
import {geometryOf} from '../../source/tui/geometry.ts';
import {LineView} from '../../source/tui/line-view.tsx';
import {ScrollBar} from '../../source/tui/scroll-bar.tsx';

/* What a component draws, without the colors. */
const drawn = (element: React.ReactElement): string =>
	(render(element).lastFrame() ?? '').replaceAll(/\u001B\[[\d;]*m/g, '');

describe('ScrollBar', () => {
	const bar = (total: number, top: number, height: number) =>
		drawn(<ScrollBar total={total} top={top} height={height} />).replaceAll(/[ \n]/g, '');

	test.each([
		['nothing when all is seen', [5, 0, 5], ''],
		['the thumb at the top', [20, 0, 5], '┃││││'],
		['the thumb in the middle', [20, 8, 5], '││┃││'],
		['the thumb at the end, only there', [20, 15, 5], '││││┃'],
		['a thumb of the size of what is seen', [10, 0, 5], '┃┃┃││'],
		['never no thumb', [5000, 0, 5], '┃││││'],
	] as const)('%s', (_name, [total, top, height], expected) => {
		expect(bar(total, top, height)).toBe(expected);
	});
});

describe('Footer', () => {
	test('names the keys of a pane, and where one is', () => {
		const geometry = geometryOf({columns: 80, rows: 24});
		const footer = drawn(<Footer geometry={geometry} pane="menu" position="2/8" />);
		expect(footer).toContain('↑↓ section   → read   ? keys   q quit');
		expect(footer).toMatch(/2\/8 *$/);
	});
});

describe('LineView', () => {
	test('a link is a hyperlink around its text', () => {
		const url = 'https://example.com/';
		const frame = render(<LineView line={[{text: 'a link', role: 'link', url}]} />).lastFrame();
		expect(frame).toContain(`\u001B]8;;${url}\u0007`);
		expect(frame?.replaceAll(/\u001B(?:\[[\d;]*m|\]8;[^\u0007]*\u0007)/g, '')).toBe('a link');
	});

	test('a badge brings its background, and text that reads on it', () => {
		const line = [{text: ' Linux ', role: 'badge', background: '#FCC624'}] as const;
		const frame = render(<LineView line={line} />).lastFrame();
		expect(frame).toContain('\u001B[48;2;252;198;36m');
		expect(frame).toContain('\u001B[38;2;0;0;0m');
	});
});
