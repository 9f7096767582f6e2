import {expect, it} from 'vitest';
import {authenticationCap, rekeyCap} from '../../../source/ssh/connection/event-caps.ts';
import {createGuarded} from './fixture.ts';

it.each([
	['authentication', authenticationCap, 6, 'authentication-tries'],
	['rekey', rekeyCap, 20, 'rekeys'],
] as const)('drops a connection with one more %s than allowed', (event, cap, max, reason) => {
	const {connection, client, emit, dropped} = createGuarded();
	cap(connection, client);
	for (let index = 0; index < max; index++) {
		emit(event);
	}

	expect(dropped).toEqual([]);
	emit(event);
	expect(dropped).toEqual([reason]);
});
