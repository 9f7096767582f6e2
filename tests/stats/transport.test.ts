import {once} from 'node:events';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createNodeTransport} from '../../source/github/node-transport.ts';
import {proxyAgents} from '../../source/github/proxy.ts';
import {SourceError} from '../../source/stats/metric.ts';

/* Against a server that accepts connections and says nothing, for as long as a test lasts. */

let server: Server;
let sockets: Socket[];
let address: string;
beforeEach(async () => {
	sockets = [];
	server = createServer(socket => {
		sockets.push(socket);
		socket.on('error', () => {}).resume();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
	for (const socket of sockets) {
		socket.destroy();
	}

	server.close();
});

const request = (url: string, signal: AbortSignal) => ({
	url: new URL(url),
	method: 'GET' as const,
	headers: {},
	signal,
	maxBytes: 1000,
});

/* The transport reads the variables when a request is sent, as those of its process. */
const throughProxy = () => {
	vi.stubEnv('HTTPS_PROXY', `http://${address}`);
	vi.stubEnv('NO_PROXY', '');
	vi.stubEnv('no_proxy', '');
	return createNodeTransport(proxyAgents({HTTPS_PROXY: `http://${address}`}));
};

test.each([
	['in a request', () => createNodeTransport(), () => `http://${address}`],
	['in a TLS handshake', () => createNodeTransport(), () => `https://${address}`],
	['behind a proxy', throughProxy, () => 'https://github.example'],
	[
		'while the proxy is looked for',
		() => createNodeTransport(() => new Promise(() => {})),
		() => `http://${address}`,
	],
])('%s, it settles when its signal aborts, for its reason', async (name, create, url) => {
	const controller = new AbortController();
	const answer = create()(request(url(), controller.signal));
	const settled = expect(answer).rejects.toEqual(new SourceError({code: 'timed-out'}));
	if (name !== 'while the proxy is looked for') {
		await expect.poll(() => sockets.length, {timeout: 20_000}).toBe(1);
	}

	controller.abort(new SourceError({code: 'timed-out'}));
	await settled;
});

test('what was aborted before is not sent', async () => {
	const transport = createNodeTransport();
	const reason = new SourceError({code: 'waiting'});
	await expect(transport(request(`http://${address}`, AbortSignal.abort(reason)))).rejects.toBe(
		reason,
	);
	expect(sockets).toEqual([]);
});

test('a proxy that does not answer CONNECT is hung up on', async () => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
	const answer = throughProxy()(request('https://github.example', new AbortController().signal));
	const settled = expect(answer).rejects.toBeInstanceOf(SourceError);
	while (sockets.length === 0) {
		await once(server, 'connection');
	}

	const closed = once(sockets[0] as Socket, 'close');
	vi.advanceTimersByTime(10_000);
	await closed;
	await settled;
});
