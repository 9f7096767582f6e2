import {once} from 'node:events';
import {createConnection, type Socket} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {serveMetrics} from '../../source/server/metrics-server.ts';

let close: () => void = () => {};
afterEach(() => close());

const start = async (healthy = true) => {
	const server = await serveMetrics(
		'127.0.0.1:0',
		{contentType: 'text/x-test', text: async () => 'numbers 1\n'},
		() => ({healthy, workers: 2}),
	);
	close = () => {
		server.close();
		server.closeAllConnections();
	};
	const {port} = server.address() as {port: number};
	return {port, url: `http://127.0.0.1:${port}`};
};

const connect = async (port: number): Promise<Socket> => {
	const socket = createConnection({port, host: '127.0.0.1'});
	socket.on('error', () => {});
	await once(socket, 'connect');
	return socket;
};

it('answers with health and metrics', async () => {
	const {url} = await start();
	const health = await fetch(`${url}/healthz`);
	expect(health.status).toBe(200);
	expect(await health.json()).toEqual({healthy: true, workers: 2});
	const metrics = await fetch(`${url}/metrics`);
	expect(metrics.headers.get('content-type')).toBe('text/x-test');
	expect(await metrics.text()).toBe('numbers 1\n');
	expect((await fetch(url)).status).toBe(404);
	expect((await fetch(`${url}/metrics`, {method: 'POST'})).status).toBe(405);
});

it('answers 503 when unhealthy', async () => {
	const {url} = await start(false);
	expect((await fetch(`${url}/healthz`)).status).toBe(503);
});

it.each([
	['silent', ''],
	['in the middle of a request', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
	['after a request', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'],
])('answers while many sockets are open: %s', async (_name, bytes) => {
	const {port, url} = await start();
	const sockets = [];
	for (let count = 0; count < 100; count++) {
		const socket = await connect(port);
		socket.write(bytes);
		sockets.push(socket);
	}

	expect((await fetch(`${url}/healthz`)).status).toBe(200);
	for (const socket of sockets) {
		socket.destroy();
	}
});

it('closes a socket that sends no request', async () => {
	const {port} = await start();
	const socket = await connect(port);
	socket.resume();
	await once(socket, 'close');
});
