import {describe, expect, test} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import {keys, type MountOptions, mount as mountWith, renderers} from '../support/mount.ts';
import {position} from '../support/position.ts';

const {down, left, pageDown, right} = keys;

describe.each(renderers)('drawn by %s', renderer => {
	const mount = (options?: MountOptions) => mountWith({...options, renderer});

	describe('hostile input', () => {
		test('a 10 kB paste changes nothing, with and without marks', async () => {
			const screen = await mount();
			const before = screen.text();
			await screen.press('q\rj'.repeat(3500), `\u001B[200~${'q\rj'.repeat(3500)}\u001B[201~`);
			expect(screen.text()).toBe(before);
			await screen.press(down);
			expect(screen.text()).toContain('❯ Focus');
			await screen.leave();
		});

		test('mouse reports and terminal replies change nothing', async () => {
			const screen = await mount();
			const before = screen.text();
			await screen.press(
				'\u001B[<0;3;8M',
				'\u001B[M q?',
				'\u001B]11;rgb:ffff/ffff/ffff\u0007',
				'\u001B[?62c',
			);
			expect(screen.text()).toBe(before);
			await screen.leave();
		});
	});

	describe('a profile of another kind', () => {
		const long = 'w'.repeat(300);
		const words = `${long} 日本語のとても長いテキスト 👩‍💻👍🏽🇩🇪 שלום עולם ${long}`;
		const hostile: Profile = {
			...bundledProfile,
			name: words,
			greeting: {text: words},
			headline: {parts: [words, words]},
			introduction: [words, [words, {strong: words}, {code: words}]],
			stack: {title: words, groups: [{title: words, rows: [[words, words]]}]},
			badges: {title: words, items: [{label: words, message: words, color: '#123456'}]},
			work: {
				title: words,
				items: [{name: words, description: words, url: `https://example.com/${long}`}],
			},
			links: {title: words, items: [{label: words, url: `https://example.com/${long}`}]},
		};

		test.each([
			[40, 12],
			[80, 24],
			[20, 6],
		])('at %i x %i nothing overlaps and no frame breaks', async (columns, rows) => {
			const screen = await mount({profile: hostile, columns, rows});
			for (const digit of ['1', '4', '6', '8']) {
				await screen.press(digit, right, pageDown);
				const [, , , ...below] = screen.rows();
				const footer = screen.rows().at(-1) ?? '';
				expect(footer).toMatch(new RegExp(`${position(digit)}$`));
				if (columns >= 60) {
					expect(screen.rows()[2]).toMatch(/^ ─+$/);
					expect(below.at(-2)).toMatch(/^ ─+$/);
					/* The scroll bar stands in one column, which nothing has pushed. */
					const bars = below.slice(1, -2).map(row => row.at(-1));
					expect(new Set(bars)).toEqual(new Set(['│', '┃']));
				}

				await screen.press(left);
			}

			await screen.leave();
		});
	});
});
