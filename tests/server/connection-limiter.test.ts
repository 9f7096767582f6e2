import {expect, it} from 'vitest';
import {createConnectionCount, type Place} from '../../source/server/connection-limiter.ts';

const limits = {connections: 3, connectionsPerAddress: 2, connectionsUnauthenticated: 2};

it('bounds the connections of one address', () => {
	const count = createConnectionCount({...limits, connectionsUnauthenticated: 10});
	const first = count.admit('a') as Place;
	count.admit('a');
	expect(count.admit('a')).toBe('too-many-of-address');
	first.release();
	expect(count.admit('a')).toMatchObject({full: false});
});

it('bounds those that have not authenticated', () => {
	const count = createConnectionCount(limits);
	const first = count.admit('a') as Place;
	count.admit('b');
	expect(count.admit('c')).toBe('too-many-unauthenticated');
	first.authenticated();
	expect(count.admit('c')).toMatchObject({full: false});
});

it('lets a few in beyond the limit, to be told that it is full, and then none', () => {
	const count = createConnectionCount({...limits, connectionsPerAddress: 10});
	const admitted = Array.from({length: 5}, () => {
		const place = count.admit('a') as Place;
		place.authenticated();
		return place.full;
	});
	expect(admitted).toEqual([false, false, false, true, true]);
	expect(count.admit('a')).toBe('too-many');
});

it('counts every end once', () => {
	const count = createConnectionCount(limits);
	const place = count.admit('a') as Place;
	place.authenticated();
	place.authenticated();
	place.release();
	place.release();
	expect([count.total(), count.unauthenticated()]).toEqual([0, 0]);
	const other = count.admit('a') as Place;
	other.release();
	other.authenticated();
	expect([count.total(), count.unauthenticated()]).toEqual([0, 0]);
});

it('takes new limits for whoever comes next', () => {
	const count = createConnectionCount(limits);
	count.admit('a');
	count.setLimits({...limits, connectionsPerAddress: 1});
	expect(count.admit('a')).toBe('too-many-of-address');
	expect(count.total()).toBe(1);
});
