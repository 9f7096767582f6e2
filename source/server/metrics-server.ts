import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {Metrics} from '../ssh/primary/metrics.ts';
import {UserError} from '../text/user-error.ts';

export type Health = {
	readonly healthy: boolean;
	readonly workers: number;
};

/** `127.0.0.1:9222` or `[::1]:9222`. */
const parseAddress = (text: string) => {
	const match = /^(?:\[(?<v6>[\da-f:]+)\]|(?<host>[^:[\]]+)):(?<port>\d{1,5})$/i.exec(text);
	if (match?.groups === undefined || Number(match.groups.port) > 65_535) {
		throw new UserError(`--metrics must be address:port, as in 127.0.0.1:9222, or off`);
	}

	const {v6, host, port} = match.groups;
	return {host: v6 ?? host, port: Number(port)};
};

/**
Serves `/metrics` and `/healthz` over HTTP, apart from what visitors reach.

@throws {UserError} if it cannot listen there.
*/
export const serveMetrics = async (
	address: string,
	metrics: Metrics,
	health: () => Health,
): Promise<Server> => {
	const server = createServer(async (request, response) => {
		const answer = (status: number, type: string, body: string) => {
			response.writeHead(status, {'content-type': type, 'content-length': Buffer.byteLength(body)});
			response.end(body);
		};
		if (request.method !== 'GET') {
			answer(405, 'text/plain', 'GET only\n');
		} else if (request.url === '/metrics') {
			answer(200, metrics.contentType, await metrics.text());
		} else if (request.url === '/healthz') {
			const state = health();
			answer(state.healthy ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
		} else {
			answer(404, 'text/plain', '/metrics or /healthz\n');
		}
	});
	server.maxConnections = 16;
	server.requestTimeout = 5000;
	server.headersTimeout = 5000;
	const {host, port} = parseAddress(address);
	server.listen({host, port});
	try {
		await once(server, 'listening');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new UserError(
			`metrics: cannot listen on ${address} (${code}): choose another with --metrics, or off`,
		);
	}

	return server;
};
