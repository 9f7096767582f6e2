import {EventEmitter} from 'node:events';
import type {Socket} from 'node:net';
import {expect, it} from 'vitest';
import {createEvictions} from '../../../source/ssh/worker/eviction.ts';

const start = (...visitors: readonly string[]) => {
	const evictions = createEvictions();
	const evicted: string[] = [];
	const sockets = visitors.map((visitor, index) => {
		const socket = new EventEmitter();
		evictions.add(socket as Socket, {
			visitor,
			evict: () => evicted.push(`${visitor} ${index}`),
		});
		return socket;
	});
	return {evicted, sockets, makeRoom: evictions.makeRoom};
};

it('evicts the oldest connection of the address with the most', () => {
	const {evicted, makeRoom} = start('a', 'b', 'b', 'b', 'c', 'c');
	expect(makeRoom('d')).toBe(true);
	expect(evicted).toEqual(['b 1']);
});

it('evicts nobody who would then have fewer than the new visitor', () => {
	const {evicted, makeRoom} = start('a', 'b', 'c', 'c');
	expect(makeRoom('c')).toBe(false);
	expect(makeRoom('a')).toBe(false);
	expect(evicted).toEqual([]);
	expect(makeRoom('d')).toBe(true);
	expect(makeRoom('e')).toBe(false);
	expect(evicted).toEqual(['c 2']);
});

it('counts neither evicted nor closed connections', () => {
	const {evicted, sockets, makeRoom} = start('a', 'a', 'a');
	sockets[0]?.emit('close');
	expect(makeRoom('b')).toBe(true);
	expect(makeRoom('b')).toBe(false);
	expect(evicted).toEqual(['a 1']);
});
