import {afterAll, beforeAll, expect, it} from 'vitest';
import {ssh} from '../client.ts';
import {type Server, startServer, until} from '../server.ts';
import type {attacks} from './attacks.ts';
import {measure} from './measure.ts';

/*
Each attack for a moment: the server survives, stays small and responds as it should. What visitors
notice of it is measured by `npm run ssh:attack`, on a machine that does nothing else.
*/

const maxMemory = 350 * 1024 * 1024;
/* A client that never authenticates lasts as long as the server's timeout. */
const secondsOf = (name: string) => (name === 'silence' ? 3 : 1);

/** Tests that a server of their own survives each of some attacks. */
export const testSurvival = (chosen: typeof attacks): void => {
	let server: Server;
	beforeAll(async () => {
		server = await startServer({
			'handshake-seconds': 2,
			'sessionless-seconds': 2,
			'stall-seconds': 2,
			'close-seconds': 2,
		});
	});
	afterAll(() => server.stop());

	it.each(Object.entries(chosen))('survives %s', async (name, {answer}) => {
		const damage = await measure(server, name, secondsOf(name));
		expect(damage.workersLost).toBe(0);
		expect(damage.code).toBe(0);
		expect(damage.memory).toBeLessThan(maxMemory);
		if (answer !== undefined) {
			expect(damage.answers).toBeGreaterThan(0);
		}

		/* It may still be closing what the attacker has just dropped. */
		await until(async () => (await ssh(server, 'focus')).code === 0, 60_000, 'a visit');
		expect(server.lines.every(line => typeof JSON.parse(line) === 'object')).toBe(true);
	});
};
