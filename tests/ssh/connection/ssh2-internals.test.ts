import type {Session} from 'ssh2';
import {expect, it} from 'vitest';
import {hasUsablePacketSize} from '../../../source/ssh/connection/ssh2-internals.ts';

const sessionWith = (outgoing: {packetSize?: number}) =>
	({_chanInfo: {outgoing}}) as unknown as Session;

it.each([
	[0, false],
	[1, false],
	[511, false],
	[512, true],
	[32_768, true],
	[Number.NaN, false],
])('packets of %i bytes are usable: %s', (packetSize, usable) => {
	expect(hasUsablePacketSize(sessionWith({packetSize}))).toBe(usable);
});

it('fails if ssh2 no longer has the packet size', () => {
	expect(() => hasUsablePacketSize(sessionWith({}))).toThrow('ssh2 has moved');
});
