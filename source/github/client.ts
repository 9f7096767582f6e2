import type {Reason} from '../stats/metric.ts';
import {SourceError} from '../stats/source-error.ts';
import {deadline} from './deadline.ts';
import {
	type Bucket,
	closedUntil,
	type Limits,
	limitIn,
	newerLimit,
	retryTime,
} from './rate-limits.ts';
import type {Transport, TransportAnswer} from './transport.ts';

/** A repository page of a hundred is some 600 kB. */
const largestAnswer = 2 * 1024 * 1024;

/** GitHub asks for few at once; six is what a browser does. */
const mostAtOnce = 6;

const mostRedirects = 3;

export type Question = {
	readonly url: URL;
	readonly accept: string;
	readonly bucket?: Bucket;
	/** Makes it a POST. */
	readonly body?: string;
	/** Sent as a bearer token, and never to another origin. */
	readonly token?: string | undefined;
	/** Whether a 404 says that there is no such user. */
	readonly ofUser?: boolean;
};

export type Client = {
	/**
	Asks, and answers with what a 200 holds.

	@throws {SourceError} for everything else.
	*/
	readonly ask: (question: Question) => Promise<TransportAnswer>;
	/** What GitHub has said of its limits so far. */
	readonly limits: () => Limits;
};

export type ClientOptions = {
	readonly transport: Transport;
	readonly signal: AbortSignal;
	readonly now: () => number;
	/** Milliseconds for one request, redirects included. */
	readonly timeout: number;
	/** As they were known before. */
	readonly limits: Limits;
	/** Called as requests are sent and answered. */
	readonly onProgress: (progress: {readonly asked: number; readonly answered: number}) => void;
};

const isRateLimit = ({status, headers, body}: TransportAnswer): boolean =>
	status === 429 ||
	(status === 403 &&
		(headers['x-ratelimit-remaining'] === '0' ||
			headers['retry-after'] !== undefined ||
			/rate limit/i.test(body)));

/* 401 comes first: without a token GraphQL answers it with a remaining count of 0. */
const refusal = (answer: TransportAnswer, {ofUser}: Question, now: number): Reason => {
	if (answer.status !== 401 && isRateLimit(answer)) {
		return {missing: 'rate-limited', until: retryTime(answer.headers, now)};
	}

	switch (answer.status) {
		case 404:
		case 410:
			return {missing: ofUser ? 'user-not-found' : 'malformed'};
		case 407:
			return {missing: 'offline'};
		default:
			return {missing: answer.status >= 500 ? 'service-down' : 'refused'};
	}
};

/* Lets so many run at once; the others wait in order. */
const createPool = (size: number) => {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (running >= size) {
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
The one way requests take: a few at once, each with a deadline and a bound on its answer, redirects
followed on the same origin only, rate limits noted and kept, failures told apart.
*/
export const createClient = (options: ClientOptions): Client => {
	const {transport, now, timeout, onProgress} = options;
	const pool = createPool(mostAtOnce);
	let limits = options.limits;
	let asked = 0;
	let answered = 0;

	const note = (answer: TransportAnswer, bucket: Bucket | undefined) => {
		const found = bucket && limitIn(answer.headers, bucket, now());
		if (found && answer.status !== 401) {
			const limit = newerLimit(limits[found.bucket], found.limit);
			limits = {...limits, [found.bucket]: limit};
		}
	};

	/* Who is told to wait asks nothing more of that bucket, whatever its count says. */
	const close = (bucket: Bucket | undefined, {until}: Reason) => {
		if (bucket !== undefined && until !== undefined) {
			limits = {...limits, [bucket]: {remaining: 0, reset: until}};
		}
	};

	const follow = async (question: Question, signal: AbortSignal): Promise<TransportAnswer> => {
		const {accept, body, bucket, token} = question;
		let {url} = question;
		for (let redirects = 0; redirects <= mostRedirects; redirects++) {
			const answer = await transport({
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
				largest: largestAnswer,
			});
			note(answer, bucket);
			const {location} = answer.headers;
			const redirected = [301, 302, 307, 308].includes(answer.status) && location !== undefined;
			if (!redirected || body !== undefined) {
				return answer;
			}

			const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
			if (target?.origin !== url.origin) {
				break;
			}

			url = target;
		}

		throw new SourceError({missing: 'malformed'});
	};

	const ask = async (question: Question): Promise<TransportAnswer> => {
		asked++;
		onProgress({asked, answered});
		const {signal, clear} = deadline(options.signal, timeout);
		try {
			const answer = await follow(question, signal);
			if (answer.status !== 200) {
				const reason = refusal(answer, question, now());
				close(question.bucket, reason);
				throw new SourceError(reason);
			}

			return answer;
		} finally {
			clear();
			answered++;
			onProgress({asked, answered});
		}
	};

	return {
		ask: question =>
			pool(() => {
				const until = question.bucket && closedUntil(limits[question.bucket], now());
				if (until !== undefined) {
					throw new SourceError({missing: 'rate-limited', until});
				}

				if (options.signal.aborted) {
					throw options.signal.reason;
				}

				return ask(question);
			}),
		limits: () => limits,
	};
};
