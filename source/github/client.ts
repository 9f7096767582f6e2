import type {Bucket, Limits} from '../stats/cache.ts';
import {type Reason, SourceError} from '../stats/metric.ts';
import {exhaustedUntil, limitIn, newerLimit, retryTime} from './rate-limits.ts';
import type {Transport, TransportResponse} from './transport.ts';

/** A page of a hundred repositories is some 600 kB. */
const maxResponseBytes = 2 * 1024 * 1024;

/** GitHub asks for few concurrent requests; six is what browsers use. */
const maxConcurrent = 6;

const maxRedirects = 3;

export type ApiRequest = {
	readonly url: URL;
	readonly accept: string;
	readonly bucket?: Bucket;
	/** Makes it a POST. */
	readonly body?: string;
	/** Sent as a bearer token, and never to another origin. */
	readonly token?: string | undefined;
	/** Whether a 404 means that there is no such user. */
	readonly forUser?: boolean;
};

export type Client = {
	/**
	Sends a request; resolves with a response of status 200.

	@throws {SourceError} for any other response, and if there is none.
	*/
	readonly request: (request: ApiRequest) => Promise<TransportResponse>;
	/** GitHub's rate limits, as of the latest responses. */
	readonly limits: () => Limits;
};

export type ClientOptions = {
	readonly transport: Transport;
	readonly signal: AbortSignal;
	readonly now: () => number;
	/** Milliseconds for one request, redirects included. */
	readonly timeout: number;
	/** As of the last run. */
	readonly limits: Limits;
	/** Called as requests are sent and answered. */
	readonly onProgress: (progress: {readonly asked: number; readonly answered: number}) => void;
};

const isRateLimit = ({status, headers, body}: TransportResponse): boolean =>
	status === 429 ||
	(status === 403 &&
		(headers['x-ratelimit-remaining'] === '0' ||
			headers['retry-after'] !== undefined ||
			/rate limit/i.test(body)));

/* 401 first: without a token, GraphQL responds with that and a remaining count of 0. */
const reasonFor = (response: TransportResponse, {forUser}: ApiRequest, now: number): Reason => {
	if (response.status !== 401 && isRateLimit(response)) {
		return {code: 'rate-limited', until: retryTime(response.headers, now)};
	}

	switch (response.status) {
		case 404:
		case 410:
			return {code: forUser ? 'user-not-found' : 'malformed'};
		case 407:
			return {code: 'offline'};
		default:
			return {code: response.status >= 500 ? 'service-down' : 'refused'};
	}
};

/* Limits concurrency; the others wait in order. */
const createPool = (maxRunning: number) => {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (running >= maxRunning) {
			await new Promise<void>(resolve => waiting.push(resolve));
		} else {
			running++;
		}

		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next === undefined) {
				running--;
			} else {
				next();
			}
		}
	};
};

/**
A signal that aborts after a time, as `timed-out`, or when an outer signal does, for its reason.

@param milliseconds - From now.
@returns the signal, and a function that releases the timer and the outer signal.
*/
export const deadline = (outer: AbortSignal, milliseconds: number) => {
	const controller = new AbortController();
	const abort = () => controller.abort(outer.reason);
	const timer = setTimeout(
		() => controller.abort(new SourceError({code: 'timed-out'})),
		milliseconds,
	);
	outer.addEventListener('abort', abort);
	if (outer.aborted) {
		abort();
	}

	return {
		signal: controller.signal,
		clear: () => {
			clearTimeout(timer);
			outer.removeEventListener('abort', abort);
		},
	};
};

/**
Sends all requests: a few at a time, each with a deadline and a maximum response size. Follows
redirects on the same origin only, and honors rate limits.
*/
export const createClient = (options: ClientOptions): Client => {
	const {transport, now, timeout, onProgress} = options;
	const pool = createPool(maxConcurrent);
	let limits = options.limits;
	let asked = 0;
	let answered = 0;

	const updateLimits = (response: TransportResponse, bucket: Bucket | undefined) => {
		const found = bucket && limitIn(response.headers, bucket, now());
		if (found && response.status !== 401) {
			const limit = newerLimit(limits[found.bucket], found.limit);
			limits = {...limits, [found.bucket]: limit};
		}
	};

	/* After a refusal, no more requests are sent for that bucket, whatever its count says. */
	const markClosed = (bucket: Bucket | undefined, {until}: Reason) => {
		if (bucket !== undefined && until !== undefined) {
			limits = {...limits, [bucket]: {remaining: 0, reset: until}};
		}
	};

	const follow = async (request: ApiRequest, signal: AbortSignal): Promise<TransportResponse> => {
		const {accept, body, bucket, token} = request;
		let {url} = request;
		for (let redirects = 0; redirects <= maxRedirects; redirects++) {
			const response = await transport({
				url,
				method: body === undefined ? 'GET' : 'POST',
				headers: {
					accept,
					'user-agent': 'techbyabrar',
					...(bucket && {'x-github-api-version': '2022-11-28'}),
					...(body !== undefined && {'content-type': 'application/json'}),
					...(token && {authorization: `Bearer ${token}`}),
				},
				body,
				signal,
				maxBytes: maxResponseBytes,
			});
			updateLimits(response, bucket);
			const {location} = response.headers;
			const redirected = [301, 302, 307, 308].includes(response.status) && location !== undefined;
			if (!redirected || body !== undefined) {
				return response;
			}

			const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
			if (target?.origin !== url.origin) {
				break;
			}

			url = target;
		}

		throw new SourceError({code: 'malformed'});
	};

	const send = async (request: ApiRequest): Promise<TransportResponse> => {
		asked++;
		onProgress({asked, answered});
		const {signal, clear} = deadline(options.signal, timeout);
		try {
			const response = await follow(request, signal);
			if (response.status !== 200) {
				const reason = reasonFor(response, request, now());
				markClosed(request.bucket, reason);
				throw new SourceError(reason);
			}

			return response;
		} finally {
			clear();
			answered++;
			onProgress({asked, answered});
		}
	};

	return {
		request: request =>
			pool(() => {
				const until = request.bucket && exhaustedUntil(limits[request.bucket], now());
				if (until !== undefined) {
					throw new SourceError({code: 'rate-limited', until});
				}

				if (options.signal.aborted) {
					throw options.signal.reason;
				}

				return send(request);
			}),
		limits: () => limits,
	};
};
