import {describe, expect, test} from 'vitest';
import {textWidth} from '../../source/layout/width.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {keys, type MountOptions, mount as mountWith, renderers} from '../support/mount.ts';
import {position} from '../support/position.ts';

const {up, down, right, left, enter, tab, shiftTab, pageDown, pageUp, home, end} = keys;

describe.each(renderers)('drawn by %s', renderer => {
	const mount = (options?: MountOptions) => mountWith({...options, renderer});

	describe('the menu', () => {
		test('shows a section as soon as it is highlighted', async () => {
			const screen = await mount();
			expect(screen.text()).toContain('❯ About');
			expect(screen.text()).toContain("Hi, I'm Abraham Abrar");
			await screen.press(down);
			expect(screen.text()).toContain('❯ Focus');
			expect(screen.text()).toContain('Engineering Focus');
			await screen.press('j', 'k', up, up);
			expect(screen.text()).toContain('❯ Links');
			await screen.leave();
		});

		test('three arrows in one chunk move three', async () => {
			const screen = await mount();
			await screen.press(down + down + down);
			expect(screen.text()).toContain('❯ Stack');
			await screen.press('jjj');
			expect(screen.text()).toContain('❯ Now');
			await screen.leave();
		});

		test('an arrow and Enter in one chunk open the second', async () => {
			const screen = await mount({columns: 40, rows: 12});
			await screen.press(down + enter);
			expect(screen.text()).toContain('Engineering Focus');
			await screen.leave();
		});
	});

	describe('reading', () => {
		test('the mark goes where the keys go', async () => {
			const screen = await mount();
			await screen.press(right);
			expect(screen.text()).toContain("❯ Hi, I'm Abraham Abrar");
			expect(screen.text()).toContain('· About');
			for (const [there, back] of [
				[enter, left],
				[tab, shiftTab],
				[right, keys.escape],
			] as const) {
				await screen.press(back);
				expect(screen.text()).toContain('❯ About');
				await screen.press(there);
				expect(screen.text()).toContain('· About');
			}

			await screen.leave();
		});

		test('each section keeps its place', async () => {
			const screen = await mount();
			await screen.press('3', right, pageDown);
			const principles = screen.text();
			expect(principles).not.toContain('Software Engineering Principles');
			await screen.press('4');
			expect(screen.text()).toContain('Tech Stack');
			await screen.press('3');
			expect(screen.text()).toBe(principles);
			await screen.leave();
		});

		test('scrolls by lines, by screens and to the ends', async () => {
			const screen = await mount({section: 'principles'});
			const first = screen.text();
			await screen.press(down);
			expect(screen.text()).not.toBe(first);
			await screen.press(up);
			expect(screen.text()).toBe(first);
			await screen.press('G');
			const last = screen.text();
			expect(last).toContain('Simple systems that scale');
			await screen.press(pageUp, pageDown, down, pageDown);
			expect(screen.text()).toBe(last);
			await screen.press('g');
			expect(screen.text()).toBe(first);
			await screen.press(end, home, ' ', pageUp);
			expect(screen.text()).toBe(first);
			await screen.leave();
		});

		test('starts in the section that was asked for, and at its entry', async () => {
			const screen = await mount({section: 'principles', entry: 3});
			expect(screen.rows()[4]).toMatch(/^ · Principles|3\. Performance/);
			expect(screen.text()).toContain('3. Performance & Efficiency');
			expect(screen.text()).not.toContain('2. Stability');
			await screen.leave();
		});
	});

	test('an entry among links is found, too', async () => {
		const screen = await mount({section: 'links', entry: 3, columns: 30, rows: 6});
		expect(screen.text()).toContain('GitHub');
		expect(screen.text()).not.toContain('LinkedIn');
		await screen.leave();
	});

	describe('the entry that was asked for is marked', () => {
		const ascii = {colorDepth: 'none', hyperlinks: false, unicode: false} as const;

		test.each([
			['beside the menu', {}, /▎django-auth-system/],
			['on a page that has the screen to itself', {columns: 40, rows: 12}, /^▎django-auth-system/m],
			['in ASCII', {capabilities: ascii}, /\|django-auth-system/],
			['where the page fits', {columns: 120, rows: 60}, /▎django-auth-system/],
		])('%s', async (_name, options, mark) => {
			const screen = await mount({section: 'work', entry: 3, ...options});
			expect(screen.text()).toMatch(mark);
			await screen.leave();
		});

		test('and no other, nor one that nobody asked for', async () => {
			const screen = await mount({section: 'work', entry: 3, columns: 120, rows: 60});
			expect(screen.text().match(/▎/g)).toHaveLength(1);
			await screen.press('?');
			expect(screen.text()).not.toContain('▎');
			await screen.press('?', '4');
			expect(screen.text()).not.toContain('▎');
			await screen.press('6');
			expect(screen.text()).toContain('▎django-auth-system');
			await screen.leave();
			const whole = await mount({section: 'work', columns: 120, rows: 60});
			expect(whole.text()).not.toContain('▎');
			await whole.leave();
		});
	});

	describe('compact', () => {
		test('the menu is a page of its own', async () => {
			const screen = await mount({columns: 40, rows: 12});
			expect(screen.text()).toContain('❯ About');
			expect(screen.text()).not.toContain("Hi, I'm");
			await screen.press(enter);
			expect(screen.text()).toContain("Hi, I'm");
			expect(screen.text()).not.toContain('Principles');
			await screen.press(keys.escape);
			expect(screen.text()).toContain('❯ About');
			await screen.press('G');
			expect(screen.text()).toContain('❯ Links');
			await screen.press(home);
			expect(screen.text()).toContain('❯ About');
			await screen.press('8');
			expect(screen.text()).toContain('Connect With Me');
			await screen.leave();
		});

		test('a menu with too few rows scrolls', async () => {
			const screen = await mount({columns: 20, rows: 6});
			await screen.press(down, down, down, down, down);
			expect(screen.text()).toContain('❯ Work');
			expect(screen.text()).toContain('┃');
			expect(screen.rows().at(-1)).toMatch(new RegExp(`↑↓ +→ +${position(6)}`));
			await screen.press(enter);
			expect(screen.text()).toContain('Selected Work');
			await screen.leave();
		});

		test('below 20x6 it asks for room, and comes back', async () => {
			const screen = await mount({columns: 40, rows: 12, section: 'work'});
			screen.resize(19, 5);
			await screen.settle();
			expect(screen.text()).toContain('needs a');
			screen.resize(40, 12);
			await screen.settle();
			expect(screen.text()).toContain('Selected Work');
			await screen.leave();
		});
	});

	describe('resizing', () => {
		test.each([
			[80, 24],
			[40, 12],
			[200, 60],
			[60, 16],
			[20, 6],
		])('to %i x %i equals a fresh drawing', async (columns, rows) => {
			const screen = await mount({section: 'stack'});
			screen.resize(100, 40);
			screen.resize(33, 9);
			screen.resize(columns, rows);
			await screen.settle();
			const fresh = await mount({section: 'stack', columns, rows});
			expect(screen.text()).toBe(fresh.text());
			await screen.leave();
			await fresh.leave();
		});

		test('keeps the reader’s place', async () => {
			const screen = await mount({section: 'principles', entry: 5});
			for (const [columns, rows] of [
				[40, 12],
				[120, 20],
				[63, 17],
				[80, 24],
			] as const) {
				screen.resize(columns, rows);
				await screen.settle();
				expect(screen.rows().slice(1, 6).join('\n'), `${columns}x${rows}`).toContain('5. Security');
			}

			await screen.leave();
		});

		test('text never grows wider than a readable measure', async () => {
			const screen = await mount({columns: 200, rows: 60, section: 'principles'});
			const widths = screen.rows().map(row => textWidth(row.trim()));
			expect(Math.max(...widths)).toBeLessThanOrEqual(100);
			await screen.leave();
		});
	});

	describe('help', () => {
		test('opens over the page and gives it back', async () => {
			const screen = await mount({section: 'work'});
			const before = screen.text();
			await screen.press('?');
			expect(screen.text()).toContain('Jump to a section');
			await screen.press('?');
			expect(screen.text()).toBe(before);
			await screen.press('?', left);
			expect(screen.text()).toBe(before);
			await screen.leave();
		});

		test.each([
			['two chunks', ['?', 'q']],
			['one', ['?q']],
		])('q closes it, in %s, and then quits', async (_name, pressed) => {
			const screen = await mount({section: 'work'});
			const before = screen.text();
			await screen.press(...pressed);
			expect(screen.text()).toBe(before);
			await screen.press('q');
			await screen.done;
			expect(screen.text()).toContain('Come again');
		});

		test('Ctrl-C quits from it', async () => {
			const screen = await mount({section: 'work'});
			await screen.press('?');
			expect(screen.rows().at(-1)).toMatch(/q close +Ctrl-C quit/);
			await screen.press(keys.controlC);
			await screen.done;
			expect(screen.text()).toContain('Come again');
		});
	});

	describe('leaving', () => {
		test.each(['q', keys.controlC])(
			'%j restores the terminal and prints the exit message',
			async key => {
				const screen = await mount();
				screen.takeWritten();
				await screen.press(key);
				await screen.done;
				const written = screen.takeWritten();
				expect(written).toContain('\u001B[?1049l');
				expect(written).toContain('\u001B[?25h');
				expect(written).toContain('\u001B[?2004l');
				expect(screen.terminal.buffer.active.type).toBe('normal');
				const {links, name} = bundledProfile;
				for (const text of [name, 'npx techbyabrar', ...links.items.map(({url}) => url)]) {
					expect(screen.text()).toContain(text);
				}
			},
		);

		test('so does a terminal that hangs up', async () => {
			const screen = await mount();
			screen.hangUp();
			await screen.done;
			expect(screen.takeWritten()).toContain('\u001B[?1049l');
		});
	});

	test('a fault while drawing ends the screen, and shows the visitor no trace of it', async () => {
		let broken = false;
		const profile = new Proxy(bundledProfile, {
			get(target, key) {
				if (broken && key === 'headline') {
					throw new Error('boom');
				}

				return Reflect.get(target, key);
			},
		});
		const screen = await mount({profile});
		const rejected = expect(screen.done).rejects.toThrow('boom');
		screen.takeWritten();
		broken = true;
		screen.send(down);
		await rejected;
		const written = screen.takeWritten();
		expect(written).toContain('\u001B[?1049l');
		expect(written).toContain('\u001B[?25h');
		expect(written).not.toContain('boom');
	});

	test('so does a fault of the frame itself', async () => {
		const screen = await mount();
		const rejected = expect(screen.done).rejects.toThrow('boom');
		screen.takeWritten();
		screen.breakDrawing();
		screen.send(down);
		await rejected;
		const written = screen.takeWritten();
		for (const sequence of ['?1049l', '?25h', '?2004l']) {
			expect(written).toContain(`\u001B[${sequence}`);
		}
	});
});
