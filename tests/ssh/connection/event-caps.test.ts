import {expect, it} from 'vitest';
import {rekeyCap} from '../../../source/ssh/connection/event-caps.ts';
import {guarded} from './fixture.ts';

it('ends a connection at its 21st new key', () => {
	const {connection, client, emit, dropped} = guarded();
	rekeyCap(connection, client);
	for (let index = 0; index < 20; index++) {
		emit('rekey');
	}

	expect(dropped).toEqual([]);
	emit('rekey');
	expect(dropped).toEqual(['rekeys']);
});
