import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer as createHttp} from 'node:http';
import {createServer as createHttps} from 'node:https';
import {type AddressInfo, connect, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {generate} from 'selfsigned';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {createNodeTransport} from '../../source/github/node-transport.ts';
import {type Github, startGithub} from '../stats/github/server.ts';
import {loaded} from '../stats/setup.ts';
import {bundle} from '../support/pty.ts';
import {nodeOf} from '../support/tools.ts';

/* A whole program, behind a proxy, to the stand-in behind TLS. */

let github: Github;
let secure: Server;
let proxy: Server;
let directory: string;
let connects: string[] = [];
let verdict = 200;

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) =>
	new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
	github = await startGithub();
	directory = await mkdtemp(join(tmpdir(), 'proxy-'));
	const {cert, private: key} = await generate([{name: 'commonName', value: 'localhost'}], {
		extensions: [{name: 'subjectAltName', altNames: [{type: 2, value: 'localhost'}]}],
	});
	await writeFile(join(directory, 'ca.pem'), cert);
	const target = new URL(github.url);
	secure = createHttps({cert, key});
	secure.on('secureConnection', socket => {
		const upstream = connect(Number(target.port), target.hostname);
		socket.pipe(upstream).pipe(socket);
		socket.on('error', () => upstream.destroy());
		upstream.on('error', () => socket.destroy());
	});
	secure.removeAllListeners('request');
	proxy = createHttp();
	proxy.on('connect', (request, socket) => {
		connects.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
		if (verdict !== 200) {
			socket.end(`HTTP/1.1 ${verdict} No\r\ncontent-length: 0\r\n\r\n`);
			return;
		}

		const port = Number(request.url?.split(':')[1]);
		const upstream = connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			socket.pipe(upstream).pipe(socket);
		});
		upstream.on('error', () => socket.destroy());
		socket.on('error', () => upstream.destroy());
	});
	await Promise.all([listening(secure), listening(proxy)]);
});
beforeEach(() => {
	github.reset();
	connects = [];
	verdict = 200;
});
afterAll(async () => {
	secure.close();
	proxy.close();
	await github.close();
	await rm(directory, {recursive: true, force: true});
});

const program = `
	import {createNodeStatsStore} from './source/github/node.ts';
	const store = createNodeStatsStore({login: 'sample-user', cache: false, token: undefined, environment: process.env});
	await store.load();
	const {metrics: {stars}, lastError} = store.getSnapshot();
	console.log(JSON.stringify({stars: stars.value ?? stars.code, lastError}));
	process.exit();`;

const run = async (environment: Readonly<Record<string, string>>) => {
	const base = `https://localhost:${portOf(secure)}`;
	const {stdout} = await promisify(execFile)(
		process.execPath,
		['--input-type=module-typescript', '-e', program],
		{
			env: {
				PATH: process.env.PATH,
				HOME: directory,
				NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem'),
				TECHBYABRAR_API_URL: `${base}/api`,
				TECHBYABRAR_WEB_URL: `${base}/web`,
				TECHBYABRAR_CARD_URL: `${base}/cards`,
				...environment,
			},
		},
	);
	return JSON.parse(stdout);
};

/* The built bundle, on the Nodes that visitors have. */
const runBundle = async (major: number, environment: Readonly<Record<string, string>>) => {
	const base = `https://localhost:${portOf(secure)}`;
	const args = [bundle, 'stats', 'json', '--github', 'sample-user', '--no-cache'];
	const {stdout} = await promisify(execFile)(nodeOf(major), args, {
		env: {
			PATH: process.env.PATH,
			HOME: directory,
			NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem'),
			TECHBYABRAR_API_URL: `${base}/api`,
			TECHBYABRAR_WEB_URL: `${base}/web`,
			TECHBYABRAR_CARD_URL: `${base}/cards`,
			...environment,
		},
	});
	return stdout;
};

describe.each([20, 22, 24, 26] as const)('Node %i', major => {
	test('the bundle goes through a proxy, over TLS', {tags: `node-${major}`}, async () => {
		const stdout = await runBundle(major, {HTTPS_PROXY: `http://${address()}`});
		expect(stdout).toMatch(/"label": "Stars",\s+"text": "51"/);
		expect(new Set(connects)).toEqual(new Set([`localhost:${portOf(secure)}`]));
	});
});

const address = () => `127.0.0.1:${portOf(proxy)}`;

test('without a proxy it goes straight', async () => {
	expect(await run({})).toEqual({stars: 51});
	expect(connects).toEqual([]);
});

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s is the way', async name => {
	expect(await run({[name]: `http://${address()}`})).toEqual({stars: 51});
	expect(new Set(connects)).toEqual(new Set([`localhost:${portOf(secure)}`]));
});

test('one without a scheme is meant as plain HTTP; its credentials go to it alone', async () => {
	expect(await run({HTTPS_PROXY: address()})).toEqual({stars: 51});
	github.reset();
	expect(await run({HTTPS_PROXY: `http://user:pass@${address()}`})).toEqual({stars: 51});
	expect(connects.at(-1)).toContain(`Basic ${Buffer.from('user:pass').toString('base64')}`);
	expect(github.authorizations.some(Boolean)).toBe(false);
});

test.each(['localhost', '*', '.example,localhost'])('NO_PROXY=%s goes around it', async exempt => {
	expect(await run({HTTPS_PROXY: `http://${address()}`, NO_PROXY: exempt})).toEqual({stars: 51});
	expect(connects).toEqual([]);
});

test.each([407, 403, 502])('a proxy that answers %i is no way to GitHub', async status => {
	verdict = status;
	const {stars} = await run({HTTPS_PROXY: `http://${address()}`});
	expect(['offline', 'refused', 'service-down']).toContain(stars);
});

test('a proxy that is not there, or is no address: offline', async () => {
	for (const proxy of ['http://127.0.0.1:9', 'http://[nonsense', 'socks5://127.0.0.1:9']) {
		expect((await run({HTTPS_PROXY: proxy})).lastError, proxy).toEqual({code: 'offline'});
	}
});

test('a certificate that is not trusted is said so', async () => {
	const base = `https://localhost:${portOf(secure)}`;
	const stats = await loaded(github, {
		transport: createNodeTransport(),
		baseUrls: {api: `${base}/api`, web: `${base}/web`, cards: []},
	});
	expect(stats.lastError).toEqual({code: 'untrusted'});
});
