import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {gzipSync} from 'node:zlib';
import {calendarPage} from './calendar-page.ts';
import {answerGraphql, type FailingRoot, githubSchema} from './graphql.ts';
import {answerRest, answerSearch, notFound, type Reply} from './rest.ts';
import {type MadeUpUser, madeUpUsers} from './users.ts';

/*
A stand-in for GitHub and the card service on loopback. It answers with the documented headers,
counts requests by bucket, keeps their limits, and can be told to fail.
*/

export type Counted = 'core' | 'search' | 'graphql' | 'calendar' | 'card';

/** Answers in place of what would be answered. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type Github = {
	readonly url: string;
	readonly baseUrls: {
		readonly api: string;
		readonly web: string;
		readonly cards: readonly string[];
	};
	readonly users: ReadonlyMap<string, MadeUpUser>;
	/** Requests since the last `reset`. */
	readonly counts: Record<Counted, number>;
	/** What was asked, in order, as method and path. */
	readonly requests: string[];
	readonly authorizations: (string | undefined)[];
	/** Requests whose path matches are answered by the handler instead; the last one given wins. */
	readonly intercept: (path: RegExp, handler: Handler) => void;
	readonly failRoots: (failing: readonly FailingRoot[]) => void;
	/** What is left of each limit. */
	readonly remaining: {core: number; search: number; graphql: number};
	/** Forgets counts and interceptions. */
	readonly reset: () => void;
	readonly close: () => Promise<void>;
};

/** The one token that is accepted. */
export const goodToken = 'a-made-up-token';

const cards = new URL('../../fixtures/oracles/cards/', import.meta.url);

const cardFor = (url: URL): string => {
	const kind = url.pathname.endsWith('/top-langs/') ? 'langs' : 'stats';
	const login = url.searchParams.get('username');
	const known = ['sample-user', 'zero-user'].includes(login ?? '');
	const file = known ? `${kind}-${login}.svg` : `error-user-not-found-${kind}.svg`;
	return readFileSync(new URL(file, cards), 'utf8');
};

const bucketOf = (path: string): Counted | undefined => {
	if (path.startsWith('/api/search/')) {
		return 'search';
	}

	if (path === '/api/graphql') {
		return 'graphql';
	}

	if (path.startsWith('/api/')) {
		return 'core';
	}

	return path.startsWith('/web/') ? 'calendar' : path.startsWith('/cards/') ? 'card' : undefined;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	let body = '';
	for await (const chunk of request) {
		body += chunk;
	}

	return body;
};

/**
Starts it on a free port of 127.0.0.1.

@param today - The last day of its calendars, and its clock.
*/
export const startGithub = async (today = new Date()): Promise<Github> => {
	/* Not within the first request, whose time is counted. */
	githubSchema();
	const users = madeUpUsers();
	const counts: Github['counts'] = {core: 0, search: 0, graphql: 0, calendar: 0, card: 0};
	const remaining = {core: 60, search: 10, graphql: 5000};
	const requests: string[] = [];
	const authorizations: (string | undefined)[] = [];
	let interceptions: {readonly path: RegExp; readonly handler: Handler}[] = [];
	let failing: readonly FailingRoot[] = [];

	const limitHeaders = (bucket: 'core' | 'search' | 'graphql', used: number) => {
		const limit = {core: 60, search: 10, graphql: 5000}[bucket];
		const window = bucket === 'search' ? 60 : 3600;
		return {
			'x-ratelimit-limit': String(limit),
			'x-ratelimit-remaining': String(used),
			'x-ratelimit-used': String(limit - used),
			'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + window),
			'x-ratelimit-resource': bucket,
		};
	};

	const send = (request: IncomingMessage, response: ServerResponse, reply: Reply, type: string) => {
		const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
		const zips = String(request.headers['accept-encoding']).includes('gzip');
		response.writeHead(reply.status, {
			'content-type': type,
			...reply.headers,
			...(zips && {'content-encoding': 'gzip'}),
		});
		response.end(zips ? gzipSync(text) : text);
	};

	const answerApi = async (
		request: IncomingMessage,
		url: URL,
		bucket: 'core' | 'search' | 'graphql',
	): Promise<Reply> => {
		const {authorization} = request.headers;
		const body = await bodyOf(request);
		if (authorization !== undefined && authorization !== `Bearer ${goodToken}`) {
			return {status: 401, body: {message: 'Bad credentials', status: '401'}};
		}

		if (bucket === 'graphql' && authorization === undefined) {
			return {
				status: 401,
				headers: limitHeaders('graphql', 0),
				body: {message: 'This endpoint requires you to be authenticated.', status: '401'},
			};
		}

		if (remaining[bucket] <= 0) {
			return {
				status: 403,
				headers: limitHeaders(bucket, 0),
				body: {message: 'API rate limit exceeded for 127.0.0.1.', status: '403'},
			};
		}

		remaining[bucket]--;
		const headers = limitHeaders(bucket, remaining[bucket]);
		const path = url.pathname.slice('/api'.length);
		const reply: Reply =
			bucket === 'graphql'
				? {status: 200, body: await answerGraphql(users, today, body, failing)}
				: bucket === 'search'
					? answerSearch(users, url, path)
					: answerRest(users, url, path);
		return {...reply, headers: {...headers, ...reply.headers}};
	};

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
		const bucket = bucketOf(url.pathname);
		if (bucket === undefined) {
			send(request, response, notFound, 'application/json');
			return;
		}

		counts[bucket]++;
		requests.push(`${request.method} ${url.pathname}${url.search}`);
		authorizations.push(request.headers.authorization);
		const interception = interceptions.findLast(({path}) => path.test(url.pathname + url.search));
		if (interception) {
			interception.handler(request, response);
			return;
		}

		if (bucket === 'calendar') {
			const user = users.get(url.pathname.split('/')[3]?.toLowerCase() ?? '');
			const reply = user ? {status: 200, body: calendarPage(user, today)} : {status: 404, body: ''};
			send(request, response, reply, 'text/html; charset=utf-8');
		} else if (bucket === 'card') {
			send(request, response, {status: 200, body: cardFor(url)}, 'image/svg+xml; charset=utf-8');
		} else {
			const reply = await answerApi(request, url, bucket);
			send(request, response, reply, 'application/json; charset=utf-8');
		}
	};

	const server = createServer((request, response) => {
		answer(request, response).catch(error => response.destroy(error));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		baseUrls: {api: `${url}/api`, web: `${url}/web`, cards: [`${url}/cards`]},
		users,
		counts,
		requests,
		authorizations,
		intercept: (path, handler) => interceptions.push({path, handler}),
		failRoots: roots => {
			failing = roots;
		},
		remaining,
		reset: () => {
			Object.assign(counts, {core: 0, search: 0, graphql: 0, calendar: 0, card: 0});
			Object.assign(remaining, {core: 60, search: 10, graphql: 5000});
			requests.length = 0;
			authorizations.length = 0;
			interceptions = [];
			failing = [];
		},
		close: () =>
			new Promise(resolve => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
};
