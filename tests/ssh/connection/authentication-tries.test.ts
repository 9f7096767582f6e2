import {expect, it} from 'vitest';
import {authenticationTries} from '../../../source/ssh/connection/authentication-tries.ts';
import {guarded} from './fixture.ts';

it('ends a connection at its seventh try', () => {
	const {connection, client, emit, dropped} = guarded();
	authenticationTries(connection, client);
	for (let index = 0; index < 6; index++) {
		emit('authentication');
	}

	expect(dropped).toEqual([]);
	emit('authentication');
	expect(dropped).toEqual(['authentication-tries']);
});
