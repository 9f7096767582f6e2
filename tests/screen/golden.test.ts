import {describe, test} from 'vitest';
import {dark, pictureSize, screenGroup, svg} from '../../source/build/screen-svg.ts';
import {sectionList} from '../../source/resume/sections.ts';
import type {Capabilities} from '../../source/terminal/capabilities.ts';
import {depths, sizes} from '../support/golden.ts';
import {keys, mount, type Renderer} from '../support/mount.ts';

/*
Golden screens, as pictures: look at them when they change. `npm run unit -- --update` writes them.
*/

type Size = (typeof sizes)[number];

const pictureOf = async (
	renderer: Renderer,
	name: string,
	{columns, rows}: Size,
	capabilities: Capabilities,
): Promise<string> => {
	const unavailable = ['suspend'] as const;
	const screen = await mount({renderer, columns, rows, capabilities, unavailable});
	const pictures: string[] = [];
	const take = () => pictures.push(screenGroup(screen.terminal, dark));
	take();
	for (const index of sectionList.keys()) {
		await screen.press(String(index + 1), keys.right);
		take();
		await screen.press(keys.left);
	}

	await screen.press('3', keys.right, keys.end);
	take();
	await screen.press('?');
	take();
	await screen.leave();
	return svg(pictures, pictureSize(screen.terminal), `${columns} by ${rows}, ${name}`);
};

describe.concurrent.each(sizes)('$columns x $rows', size => {
	test.for(Object.entries(depths))('%s', async ([name, capabilities], {expect}) => {
		const picture = await pictureOf('ink', name, size, capabilities);
		await expect(picture).toMatchFileSnapshot(`golden/${size.columns}x${size.rows}-${name}.svg`);
		expect(await pictureOf('ansi', name, size, capabilities)).toBe(picture);
	});
});
