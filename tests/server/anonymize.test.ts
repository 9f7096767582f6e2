import {expect, it} from 'vitest';
import {createPseudonyms} from '../../source/server/anonymize.ts';
import {handClock} from '../ssh/connection/fixture.ts';

const day = 24 * 60 * 60 * 1000;

it('is the same for a day, then another', () => {
	const {clock, pass} = handClock();
	const pseudonym = createPseudonyms(clock);
	const first = pseudonym('192.0.2.7');
	expect(first).toMatch(/^[\w-]{10}$/);
	pass(day - 1);
	expect(pseudonym('192.0.2.7')).toBe(first);
	expect(pseudonym('192.0.2.8')).not.toBe(first);
	pass(1);
	expect(pseudonym('192.0.2.7')).not.toBe(first);
});

it('differs from server to server', () => {
	expect(createPseudonyms()('192.0.2.7')).not.toBe(createPseudonyms()('192.0.2.7'));
});
