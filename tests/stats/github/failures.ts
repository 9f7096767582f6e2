import {gzipSync} from 'node:zlib';
import type {Handler} from './server.ts';

/* What can go wrong, as handlers. The headers are the documented ones; the answers are synthetic. */

const json = {'content-type': 'application/json; charset=utf-8'};

export const reply =
	(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
	(_request, response) => {
		response.writeHead(status, {...json, ...headers});
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};

/** @param reset - Milliseconds since the epoch. */
export const primaryLimit = (reset: number, status: 403 | 429 = 403): Handler =>
	reply(
		status,
		{message: 'API rate limit exceeded for 127.0.0.1.'},
		{
			'x-ratelimit-limit': '60',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(Math.floor(reset / 1000)),
		},
	);

/** @param seconds - Without it the header is left out. */
export const secondaryLimit = (seconds?: number): Handler =>
	reply(
		seconds === undefined ? 403 : 429,
		{message: 'You have exceeded a secondary rate limit.'},
		seconds === undefined ? {} : {'retry-after': String(seconds)},
	);

export const serverError = (status = 502): Handler => reply(status, '<html>Bad gateway</html>');

/** Promises more than it sends, and hangs up. */
export const truncated: Handler = (_request, response) => {
	response.writeHead(200, {...json, 'content-length': '1000'});
	response.write('{"followers": 1');
	setImmediate(() => response.destroy());
};

/** Never answers. */
export const hang: Handler = () => {};

/** Sends one byte now and then, for ever. */
export const drip: Handler = (_request, response) => {
	response.writeHead(200, json);
	const timer = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(timer));
};

/** @param megabytes - How many it sends, unless it is hung up on. */
export const flood =
	(megabytes: number, sent: {bytes: number}): Handler =>
	(_request, response) => {
		const chunk = Buffer.alloc(64 * 1024, ' ');
		response.writeHead(200, json);
		const pump = () => {
			while (sent.bytes < megabytes * 1024 * 1024 && !response.destroyed) {
				sent.bytes += chunk.length;
				if (!response.write(chunk)) {
					response.once('drain', pump);
					return;
				}
			}

			response.end();
		};
		pump();
	};

/** Few bytes that become many. */
export const gzipBomb = (megabytes: number): Handler => {
	const packed = gzipSync(Buffer.alloc(megabytes * 1024 * 1024, ' '));
	return (_request, response) => {
		response.writeHead(200, {...json, 'content-encoding': 'gzip'});
		response.end(packed);
	};
};

export const redirect = (location: string, status = 301): Handler => reply(status, '', {location});

export const dropConnection: Handler = request => {
	request.socket.destroy();
};
