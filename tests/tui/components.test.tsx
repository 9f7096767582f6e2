import {Box} from 'ink';
import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import {LineView} from '../../source/tui/line-view.tsx';
import {Menu} from '../../source/tui/menu.tsx';
import {RegionView} from '../../source/tui/region-view.tsx';

const region = {left: 2, top: 1, columns: 12, rows: 3};

/* What a component draws, without the colors. */
const drawn = (element: React.ReactElement): string => {
	const screen = (
		<Box width={20} height={4}>
			{element}
		</Box>
	);
	return (render(screen).lastFrame() ?? '').replaceAll(/\u001B\[[\d;]*m/g, '').trimEnd();
};

test('a region is drawn at its place', () => {
	const lines = [[{text: 'one', role: 'text'}], [], [{text: 'three', role: 'strong'}]] as const;
	expect(drawn(<RegionView region={{...region, lines}} />)).toBe('\n  one\n\n  three');
});

test('the menu shows the lines of its region', () => {
	const lines = [[{text: '❯ About', role: 'item'}], [{text: '  Focus', role: 'item'}]] as const;
	const menu = {...region, lines, selected: 0, first: 0, isFocused: true};
	expect(drawn(<Menu region={menu} onHighlight={() => {}} />).trimEnd()).toBe(
		'\n  ❯ About\n    Focus',
	);
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
