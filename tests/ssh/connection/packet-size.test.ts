import {expect, it} from 'vitest';
import {takesFairPackets} from '../../../source/ssh/connection/packet-size.ts';

it.each([
	[0, false],
	[1, false],
	[511, false],
	[512, true],
	[32_768, true],
	[Number.NaN, false],
])('of %i bytes: %s', (size, fair) => {
	expect(takesFairPackets(size)).toBe(fair);
});
