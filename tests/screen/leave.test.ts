import {expect, test} from 'vitest';
import {mount} from '../support/mount.ts';

test.each(['ink', 'ansi'] as const)(
	'%s: nothing listens to the terminal afterwards',
	async renderer => {
		const session = await mount({renderer});
		expect(session.resizeListeners()).toBeGreaterThan(0);
		await session.leave();
		expect(session.resizeListeners()).toBe(0);
	},
);
