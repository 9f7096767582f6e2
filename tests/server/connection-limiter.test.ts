import {expect, it} from 'vitest';
import {createConnectionLimiter, type Slot} from '../../source/server/connection-limiter.ts';

const limits = {connections: 3, connectionsPerAddress: 2, connectionsUnauthenticated: 2};

it('limits the connections of one address', () => {
	const limiter = createConnectionLimiter({...limits, connectionsUnauthenticated: 10});
	const first = limiter.acquire('a') as Slot;
	limiter.acquire('a');
	expect(limiter.acquire('a')).toBe('too-many-of-address');
	first.release();
	expect(limiter.acquire('a')).toMatchObject({full: false});
});

it('limits unauthenticated connections', () => {
	const limiter = createConnectionLimiter(limits);
	const first = limiter.acquire('a') as Slot;
	limiter.acquire('b');
	expect(limiter.acquire('c')).toBe('too-many-unauthenticated');
	first.authenticated();
	expect(limiter.acquire('c')).toMatchObject({full: false});
});

it('admits a few beyond the limit, to be told that the server is full, and then none', () => {
	const limiter = createConnectionLimiter({...limits, connectionsPerAddress: 10});
	const admitted = Array.from({length: 5}, () => {
		const slot = limiter.acquire('a') as Slot;
		slot.authenticated();
		return slot.full;
	});
	expect(admitted).toEqual([false, false, false, true, true]);
	expect(limiter.acquire('a')).toBe('too-many');
});

it('counts each release once', () => {
	const limiter = createConnectionLimiter(limits);
	const slot = limiter.acquire('a') as Slot;
	slot.authenticated();
	slot.authenticated();
	slot.release();
	slot.release();
	expect([limiter.total(), limiter.unauthenticated()]).toEqual([0, 0]);
	const other = limiter.acquire('a') as Slot;
	other.release();
	other.authenticated();
	expect([limiter.total(), limiter.unauthenticated()]).toEqual([0, 0]);
});

it('applies new limits to new connections', () => {
	const limiter = createConnectionLimiter(limits);
	limiter.acquire('a');
	limiter.setLimits({...limits, connectionsPerAddress: 1});
	expect(limiter.acquire('a')).toBe('too-many-of-address');
	expect(limiter.total()).toBe(1);
});
