import {Agent, type IncomingMessage, request as requestHttp} from 'node:http';
import {request as requestHttps, Agent as SecureAgent} from 'node:https';
import type {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {type ReasonCode, SourceError} from '../stats/metric.ts';
import {lookup} from './lookup.ts';
import type {Transport, TransportRequest, TransportResponse} from './transport.ts';

/*
Node's `https` rather than `fetch`: on Node 20 the first `fetch` blocks the event loop, and so the
visitor's keys, for some 70 ms; and only agents support proxies in all supported versions.
*/

const offlineCodes = new Set([
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
	/* A firewall, or Deno without its permission for the network. */
	'EPERM',
	'EACCES',
	/* No name server responded. */
	'ETIMEOUT',
]);

const codeOf = (error: unknown): string => {
	const {code, errors} = error as {code?: string; errors?: readonly {code?: string}[]};
	/* If several addresses were tried, the error contains one for each. */
	return code || errors?.[0]?.code || '';
};

const reasonCodeFor = (code: string): ReasonCode => {
	if (offlineCodes.has(code)) {
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
			throw new SourceError({code: 'malformed'});
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
};

const decompressed = (response: IncomingMessage): Readable => {
	if (response.headers['content-encoding'] !== 'gzip') {
		return response;
	}

	const gunzip = createGunzip();
	response.on('error', error => gunzip.destroy(error));
	return response.pipe(gunzip);
};

const flatHeaders = (response: IncomingMessage): Record<string, string> =>
	Object.fromEntries(
		Object.entries(response.headers).map(([name, value]) => [name, String(value ?? '')]),
	);

export type GetAgent = (url: URL) => Promise<Agent | undefined>;

const exchange = (
	{url, method, headers, body, signal, maxBytes}: TransportRequest,
	agent: Agent | undefined,
): Promise<TransportResponse> =>
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
		request.on('response', response => {
			readBody(decompressed(response), maxBytes).then(
				text =>
					resolve({status: response.statusCode ?? 0, headers: flatHeaders(response), body: text}),
				fail,
			);
		});
		request.end(body);
	});

/*
Settles when the signal aborts, whatever the work does: an aborted request emits no error before its
agent has a socket, and behind an unresponsive proxy it never gets one.
*/
const abortable = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
	signal.throwIfAborted();
	let abort = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		abort = () => reject(signal.reason);
		signal.addEventListener('abort', abort);
	});
	try {
		return await Promise.race([aborted, work()]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
};

/**
Sends requests over Node's sockets. Connections are reused, and do not keep the process alive.

@param getProxyAgent - Resolves to the agent for a URL that is requested through a proxy.
*/
export const createNodeTransport = (getProxyAgent: GetAgent = async () => undefined): Transport => {
	const options = {keepAlive: true, lookup};
	const plain = new Agent(options);
	const secure = new SecureAgent(options);
	const send = async (request: TransportRequest) => {
		try {
			const direct = request.url.protocol === 'https:' ? secure : plain;
			return await exchange(request, (await getProxyAgent(request.url)) ?? direct);
		} catch (error) {
			throw error instanceof SourceError
				? error
				: new SourceError({code: reasonCodeFor(codeOf(error))}, {cause: error});
		}
	};

	return request => abortable(request.signal, () => send(request));
};
