import envPaths from 'env-paths';
import {UserError} from '../user-error.ts';
import {createDiskCache} from './disk-cache.ts';
import {createNodeTransport} from './node-transport.ts';
import {proxyAgents} from './proxy.ts';
import {shippedSnapshot} from './snapshot.ts';
import type {BaseUrls} from './sources/source.ts';
import {createStatsStore, type StatsStore} from './store.ts';

export type NodeStatsOptions = {
	readonly login: string;
	/** Asks nobody; shows what is shipped or kept. */
	readonly offline?: boolean | undefined;
	/** Neither reads nor writes what is kept on disk. */
	readonly noCache?: boolean | undefined;
	/** The process's: base URLs, the token, proxies. */
	readonly environment: Readonly<Record<string, string | undefined>>;
};

const defaults: BaseUrls = {
	api: 'https://api.github.com',
	web: 'https://github.com',
	cards: ['https://github-stats-extended.vercel.app', 'https://github-readme-stats.vercel.app'],
};

const baseUrl = (environment: NodeStatsOptions['environment'], name: string) => {
	const text = environment[name];
	if (!text) {
		return undefined;
	}

	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new UserError(`${name}: is not a web address: give one like https://api.github.com`);
	}

	return text.replace(/\/+$/, '');
};

/**
@throws {UserError} for a base URL that is none.
*/
export const baseUrlsFrom = (environment: NodeStatsOptions['environment']): BaseUrls => {
	const card = baseUrl(environment, 'TECHBYABRAR_CARD_URL');
	return {
		api: baseUrl(environment, 'TECHBYABRAR_API_URL') ?? defaults.api,
		web: baseUrl(environment, 'TECHBYABRAR_WEB_URL') ?? defaults.web,
		cards: card === undefined ? defaults.cards : [card],
	};
};

/**
Checks a login that a visitor gave.

@throws {UserError} if GitHub would not allow it.
*/
export const checkLogin = (login: string): string => {
	if (!/^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i.test(login)) {
		throw new UserError('--github: is not a GitHub login: letters, digits and single hyphens');
	}

	return login;
};

/**
A store on Node: sockets, the user's cache directory, the proxies of the environment.

@throws {UserError} for an environment that cannot be meant.
*/
export const createNodeStatsStore = (options: NodeStatsOptions): StatsStore => {
	const {login, offline, noCache, environment} = options;
	const baseUrls = baseUrlsFrom(environment);
	const {cache: directory} = envPaths('techbyabrar', {suffix: ''});
	return createStatsStore({
		login,
		baseUrls,
		token: environment.TECHBYABRAR_GITHUB_TOKEN,
		transport: offline ? undefined : createNodeTransport(proxyAgents(environment)),
		cache: noCache ? undefined : createDiskCache({directory, origin: baseUrls.api, now: Date.now}),
		snapshot: shippedSnapshot(login, Date.now()),
	});
};
