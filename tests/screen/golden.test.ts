import {describe, test} from 'vitest';
import {dark, pictureSize, screenGroup, svg} from '../../source/build/screen-svg.ts';
import {sectionIndex} from '../../source/resume/sections.ts';
import {depths, sizes} from '../support/golden.ts';
import {keys, mount, renderers} from '../support/mount.ts';

/*
Golden screens, as pictures: look at them when they change. `npm run unit -- -u` writes them.
*/

describe.concurrent.each(sizes)('$columns x $rows', ({columns, rows}) => {
	const cases = Object.entries(depths).flatMap(([name, capabilities]) =>
		renderers.map(renderer => ({name, capabilities, renderer})),
	);
	test.for(cases)('$name, drawn by $renderer', async ({name, capabilities, renderer}, {expect}) => {
		const screen = await mount({renderer, columns, rows, capabilities});
		const pictures: string[] = [];
		const take = () => pictures.push(screenGroup(screen.terminal, dark));
		take();
		for (const index of sectionIndex.keys()) {
			await screen.press(String(index + 1), keys.right);
			take();
			await screen.press(keys.left);
		}

		await screen.press('3', keys.right, keys.end);
		take();
		await screen.press('?');
		take();
		await screen.leave();
		const picture = svg(pictures, pictureSize(screen.terminal), `${columns} by ${rows}, ${name}`);
		await expect(picture).toMatchFileSnapshot(`golden/${columns}x${rows}-${name}.svg`);
	});
});
