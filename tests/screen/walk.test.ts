import {expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sectionList} from '../../source/resume/sections.ts';
import {missingFacts} from '../facts.ts';
import {keys, mount} from '../support/mount.ts';

/*
Reads the whole résumé as a visitor would, with the arrow keys alone, and looks for every fact
of the data in what was seen.
*/

const pageColumn = 18;

/* The rows of a page, without the menu and the scroll bar. */
const pageRows = (rows: readonly string[], beside: boolean): readonly string[] =>
	(beside ? rows.slice(4, -2) : rows.slice(2, -1)).map(row =>
		(beside ? row.slice(pageColumn) : row).replace(/[│┃]$/, '').replace(/^ *│ /, ''),
	);

test.each([
	['ink', 80, 24],
	['ansi', 40, 12],
] as const)(
	'walking all sections with %s at %i x %i shows every fact',
	async (renderer, columns, rows) => {
		const screen = await mount({renderer, columns, rows});
		const seen: string[] = [...screen.rows().slice(0, 2)];
		for (let section = 0; section < sectionList.length; section++) {
			await screen.press(keys.right);
			let page = pageRows(screen.rows(), columns >= 60);
			seen.push(...page);
			for (;;) {
				await screen.press(keys.down);
				const next = pageRows(screen.rows(), columns >= 60);
				if (next.join() === page.join()) {
					break;
				}

				seen.push(next.at(-1) ?? '');
				page = next;
			}

			await screen.press(keys.left, keys.down);
		}

		await screen.leave();
		const text = seen
			.map(row => row.trim().replace(/^[▪→] /, ''))
			.join(' ')
			/* An address that is broken over two rows. */
			.replaceAll(/(https:\S+\/) /g, '$1');
		expect(missingFacts(bundledProfile, text)).toEqual([]);
	},
);
