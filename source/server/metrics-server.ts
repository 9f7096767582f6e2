import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {Socket} from 'node:net';
import {UserError} from '../text/user-error.ts';

/** What `/metrics` serves. */
export type MetricsText = {
	readonly contentType: string;
	readonly text: () => Promise<string>;
};

/** What `/healthz` serves; 503 if not healthy. */
export type Health = {
	readonly healthy: boolean;
	readonly workers: number;
};

/** Maximum of open sockets. One more closes the oldest, so that a scraper always gets a response. */
const maxSockets = 32;

/** Milliseconds that a socket may take for its request and response. */
const socketTimeout = 5000;

/** `127.0.0.1:9222` or `[::1]:9222`. */
const parseAddress = (text: string) => {
	const match = /^(?:\[(?<v6>[\da-f:]+)\]|(?<host>[^:[\]]+)):(?<port>\d{1,5})$/i.exec(text);
	if (match?.groups === undefined || Number(match.groups.port) > 65_535) {
		throw new UserError(`--metrics must be address:port, as in 127.0.0.1:9222, or off`);
	}

	const {v6, host, port} = match.groups;
	return {host: v6 ?? host, port: Number(port)};
};

const limitSockets = (server: Server) => {
	const sockets = new Set<Socket>();
	server.on('connection', socket => {
		const [oldest] = sockets;
		if (oldest !== undefined && sockets.size >= maxSockets) {
			sockets.delete(oldest);
			oldest.destroy();
		}

		sockets.add(socket);
		const timer = setTimeout(() => socket.destroy(), socketTimeout);
		socket.once('close', () => {
			clearTimeout(timer);
			sockets.delete(socket);
		});
	});
};

/**
Serves `/metrics` and `/healthz` over HTTP, on a port of its own.

@throws {UserError} if it cannot listen there.
*/
export const serveMetrics = async (
	address: string,
	metrics: MetricsText,
	health: () => Health,
): Promise<Server> => {
	const server = createServer(async (request, response) => {
		/* One request per connection, so that none stays open between requests. */
		const respond = (status: number, type: string, body: string) => {
			response.writeHead(status, {
				'content-type': type,
				'content-length': Buffer.byteLength(body),
				connection: 'close',
			});
			response.end(body);
		};
		if (request.method !== 'GET') {
			respond(405, 'text/plain', 'GET only\n');
		} else if (request.url === '/metrics') {
			respond(200, metrics.contentType, await metrics.text());
		} else if (request.url === '/healthz') {
			const state = health();
			respond(state.healthy ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
		} else {
			respond(404, 'text/plain', '/metrics or /healthz\n');
		}
	});
	limitSockets(server);
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
