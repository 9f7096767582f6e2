import {expect, it} from 'vitest';
import {createVisitorIds} from '../../source/server/anonymize.ts';
import {manualClock} from '../ssh/connection/fixture.ts';

const day = 24 * 60 * 60 * 1000;

it('is the same for a day, and then changes', () => {
	const {clock, pass} = manualClock();
	const visitorId = createVisitorIds(clock);
	const first = visitorId('192.0.2.7');
	expect(first).toMatch(/^[\w-]{10}$/);
	pass(day - 1);
	expect(visitorId('192.0.2.7')).toBe(first);
	expect(visitorId('192.0.2.8')).not.toBe(first);
	pass(1);
	expect(visitorId('192.0.2.7')).not.toBe(first);
});

it('differs from server to server', () => {
	expect(createVisitorIds()('192.0.2.7')).not.toBe(createVisitorIds()('192.0.2.7'));
});
