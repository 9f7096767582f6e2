import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {createSessionSlots} from '../../../source/ssh/connection/session-slots.ts';
import {createGuarded} from './fixture.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const start = (most = 2) => {
	const {connection, close} = createGuarded();
	const slots = createSessionSlots(connection, most, () => performance.now());
	const events: string[] = [];
	let last = 0;
	const request = () => {
		last += 1;
		const number = last;
		slots.request({
			open: () => events.push(`open ${number}`),
			refuse: () => events.push(`refuse ${number}`),
		});
	};
	return {events, close, request, release: slots.release};
};

it('opens two at a time, and a third when one of them has ended', () => {
	const {events, request, release} = start();
	request();
	request();
	request();
	expect(events).toEqual(['open 1', 'open 2']);
	release();
	expect(events).toEqual(['open 1', 'open 2', 'open 3']);
});

it('refuses a request that has waited for five seconds', () => {
	const {events, request} = start(1);
	request();
	request();
	vi.advanceTimersByTime(4999);
	expect(events).toEqual(['open 1']);
	vi.advanceTimersByTime(1);
	expect(events).toEqual(['open 1', 'refuse 2']);
});

it('lets six wait, and no more', () => {
	const {events, request} = start(1);
	for (let index = 0; index < 8; index++) {
		request();
	}

	expect(events).toEqual(['open 1', 'refuse 8']);
});

it('opens six short sessions at once, and then one a second', () => {
	const {events, request, release} = start();
	for (let index = 0; index < 8; index++) {
		request();
		if (events.at(-1) === `open ${index + 1}`) {
			release();
		}
	}

	expect(events).toHaveLength(6);
	vi.advanceTimersByTime(1000);
	expect(events).toHaveLength(7);
	vi.advanceTimersByTime(1000);
	expect(events).toHaveLength(8);
	expect(events.every(event => event.startsWith('open'))).toBe(true);
});

it('leaves no timer behind', () => {
	const {close, request} = start(1);
	for (let index = 0; index < 9; index++) {
		request();
	}

	close.abort();
	expect(vi.getTimerCount()).toBe(0);
});
