import {SourceError} from '../stats/metric.ts';
import type {GetAgent} from './node-transport.ts';

const variables = ['https_proxy', 'http_proxy', 'all_proxy'];

const createAgent = async (proxy: string) => {
	const {ProxyAgent} = await import('./proxy-agent.ts');
	try {
		return new ProxyAgent(proxy);
	} catch (error) {
		throw new SourceError({code: 'offline'}, {cause: error});
	}
};

/**
Finds the proxy for a URL from the standard environment variables: HTTPS_PROXY, HTTP_PROXY,
ALL_PROXY and NO_PROXY, in upper or lower case. The code for it is loaded only if one is set.

@param environment - The process's.
*/
export const proxyAgents = (environment: NodeJS.ProcessEnv): GetAgent => {
	const proxies = variables
		.flatMap(name => [environment[name], environment[name.toUpperCase()]])
		.filter(proxy => proxy !== undefined && proxy !== '');
	if (proxies.length === 0) {
		return async () => undefined;
	}

	const agents = new Map<string, ReturnType<GetAgent>>();
	return async url => {
		const {getProxyForUrl} = await import('./proxy-agent.ts');
		const found = getProxyForUrl(url.href);
		if (found === '') {
			return undefined;
		}

		/* A proxy without a scheme gets the target's; what is meant is plain HTTP, as curl has it. */
		const bare = found.slice(found.indexOf('://') + 3);
		const proxy = proxies.includes(bare) ? `http://${bare}` : found;
		const agent = agents.get(proxy) ?? createAgent(proxy);
		agents.set(proxy, agent);
		return agent;
	};
};
