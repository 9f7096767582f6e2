import {expect, it} from 'vitest';
import {createConnectionLimiter, type Slot} from '../../source/server/connection-limiter.ts';

const limits = {connections: 3, connectionsPerAddress: 2, connectionsUnauthenticated: 2};

it('limits the connections of one address', () => {
	const count = createConnectionLimiter({...limits, connectionsUnauthenticated: 10});
	const first = count.acquire('a') as Slot;
	count.acquire('a');
	expect(count.acquire('a')).toBe('too-many-of-address');
	first.release();
	expect(count.acquire('a')).toMatchObject({full: false});
});

it('limits unauthenticated connections', () => {
	const count = createConnectionLimiter(limits);
	const first = count.acquire('a') as Slot;
	count.acquire('b');
	expect(count.acquire('c')).toBe('too-many-unauthenticated');
	first.authenticated();
	expect(count.acquire('c')).toMatchObject({full: false});
});

it('admits a few beyond the limit, to be told that the server is full, and then none', () => {
	const count = createConnectionLimiter({...limits, connectionsPerAddress: 10});
	const admitted = Array.from({length: 5}, () => {
		const place = count.acquire('a') as Slot;
		place.authenticated();
		return place.full;
	});
	expect(admitted).toEqual([false, false, false, true, true]);
	expect(count.acquire('a')).toBe('too-many');
});

it('counts each release once', () => {
	const count = createConnectionLimiter(limits);
	const place = count.acquire('a') as Slot;
	place.authenticated();
	place.authenticated();
	place.release();
	place.release();
	expect([count.total(), count.unauthenticated()]).toEqual([0, 0]);
	const other = count.acquire('a') as Slot;
	other.release();
	other.authenticated();
	expect([count.total(), count.unauthenticated()]).toEqual([0, 0]);
});

it('applies new limits to new connections', () => {
	const count = createConnectionLimiter(limits);
	count.acquire('a');
	count.setLimits({...limits, connectionsPerAddress: 1});
	expect(count.acquire('a')).toBe('too-many-of-address');
	expect(count.total()).toBe(1);
});
