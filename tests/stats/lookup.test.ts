import {createSocket, type Socket} from 'node:dgram';
import type * as dns from 'node:dns';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {lookup} from '../../source/github/lookup.ts';

/* Against a name server on loopback, asked by Node's own resolver; the system's lookup is not run. */

const {systemLookup, servers} = vi.hoisted(() => ({
	systemLookup: vi.fn((_hostname, _options, callback) => callback(null, '127.0.0.1', 4)),
	servers: [] as string[],
}));

vi.mock('node:dns', async importOriginal => {
	const {Resolver} = await importOriginal<typeof dns>();
	class LocalResolver extends Resolver {
		constructor(options: dns.ResolverOptions) {
			super(options);
			this.setServers(servers);
		}
	}

	return {lookup: systemLookup, Resolver: LocalResolver};
});

const types = {A: 1, AAAA: 28};

let socket: Socket;
let asked: number[];
let answers: readonly number[];
beforeEach(async () => {
	systemLookup.mockClear();
	asked = [];
	socket = createSocket('udp4');
	socket.on('message', (question, {port, address}) => {
		/* Behind the name there are two bytes of type and two of class. */
		const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
		asked.push(type);
		if (answers.includes(type)) {
			const denial = Buffer.from(question);
			denial.writeUInt16BE(0x8183, 2);
			socket.send(denial, port, address);
		}
	});
	await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
	servers.splice(0, 1, `127.0.0.1:${socket.address().port}`);
});
afterEach(() => socket.close());

const options = {all: true, hints: 32};

const find = (hostname: string) =>
	new Promise(resolve => {
		lookup(hostname, options, (...found) => resolve(found));
	});

const found = [null, '127.0.0.1', 4];

test('the system is asked once both families are answered, whatever the answer', async () => {
	answers = [types.A, types.AAAA];
	expect(await find('github.example')).toEqual(found);
	expect(new Set(asked)).toEqual(new Set(answers));
	expect(systemLookup.mock.calls).toEqual([['github.example', options, expect.any(Function)]]);
});

test.each([
	['A', 4],
	['AAAA', 6],
] as const)('where only %s is answered, the system is asked for that', async (type, family) => {
	answers = [types[type]];
	expect(await find('github.example')).toEqual(found);
	expect(systemLookup.mock.calls[0]?.[1]).toEqual({...options, family});
});

test('where nothing is answered, the system is not asked', async () => {
	answers = [];
	expect(await find('github.example')).toEqual([expect.objectContaining({code: 'ETIMEOUT'}), []]);
	expect(systemLookup).not.toHaveBeenCalled();
});

test.each(['localhost', 'api.localhost'])('%s is no question for a name server', async name => {
	answers = [];
	expect(await find(name)).toEqual(found);
	expect(asked).toEqual([]);
});
