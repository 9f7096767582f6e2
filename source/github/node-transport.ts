import {Agent, type IncomingMessage, request as requestHttp} from 'node:http';
import {request as requestHttps, Agent as SecureAgent} from 'node:https';
import type {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import type {ReasonCode} from '../stats/metric.ts';
import {SourceError} from '../stats/source-error.ts';
import type {Transport, TransportAnswer, TransportRequest} from './transport.ts';

/*
Node's own `https` rather than `fetch`: on Node 20 the first `fetch` loads for some 70 ms, with the
event loop, and so the visitor's keys, waiting; and an agent is the one way through a proxy that
all supported versions have.
*/

const offline = new Set([
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ENODATA',
	'ECONNREFUSED',
	'ENETUNREACH',
	'ENETDOWN',
	'EHOSTUNREACH',
	'EHOSTDOWN',
	'EADDRNOTAVAIL',
]);

const codeOf = (error: unknown): string => {
	const {code, errors} = error as {code?: string; errors?: readonly {code?: string}[]};
	/* Several addresses tried in turn fail as one error that holds the others. */
	return code || errors?.[0]?.code || '';
};

const missingFor = (code: string): ReasonCode => {
	if (offline.has(code)) {
		return 'offline';
	}

	if (code.startsWith('Z_') || code.startsWith('HPE_') || code.startsWith('ERR_INVALID')) {
		return 'malformed';
	}

	return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code) ? 'untrusted' : 'service-down';
};

const readBody = async (stream: Readable, largest: number): Promise<string> => {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > largest) {
			throw new SourceError({missing: 'malformed'});
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
};

const decompressed = (answer: IncomingMessage): Readable => {
	if (answer.headers['content-encoding'] !== 'gzip') {
		return answer;
	}

	const gunzip = createGunzip();
	answer.on('error', error => gunzip.destroy(error));
	return answer.pipe(gunzip);
};

const flatHeaders = (answer: IncomingMessage): Record<string, string> =>
	Object.fromEntries(
		Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? '')]),
	);

export type AgentFor = (url: URL) => Promise<Agent | undefined>;

const exchange = (
	{url, method, headers, body, signal, largest}: TransportRequest,
	agent: Agent | undefined,
): Promise<TransportAnswer> =>
	new Promise((resolve, reject) => {
		const send = url.protocol === 'https:' ? requestHttps : requestHttp;
		const request = send(url, {
			method,
			headers: {...headers, 'accept-encoding': 'gzip'},
			signal,
			agent,
			maxHeaderSize: 16 * 1024,
		});
		const fail = (error: unknown) => {
			reject(error);
			request.destroy();
		};

		request.on('error', fail);
		request.on('response', answer => {
			readBody(decompressed(answer), largest).then(
				text => resolve({status: answer.statusCode ?? 0, headers: flatHeaders(answer), body: text}),
				fail,
			);
		});
		request.end(body);
	});

/**
Requests over Node's sockets. Connections are kept for the next request, and keep no process alive.

@param proxied - Finds the agent for a URL that is reached through a proxy.
*/
export const createNodeTransport = (proxied: AgentFor = async () => undefined): Transport => {
	const plain = new Agent({keepAlive: true});
	const secure = new SecureAgent({keepAlive: true});
	return async request => {
		try {
			const direct = request.url.protocol === 'https:' ? secure : plain;
			return await exchange(request, (await proxied(request.url)) ?? direct);
		} catch (error) {
			if (request.signal.aborted) {
				throw request.signal.reason;
			}

			throw error instanceof SourceError
				? error
				: new SourceError({missing: missingFor(codeOf(error))}, {cause: error});
		}
	};
};
