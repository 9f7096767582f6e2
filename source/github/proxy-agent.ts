import type {ClientRequest} from 'node:http';
import {HttpsProxyAgent} from 'https-proxy-agent';

export {getProxyForUrl} from 'proxy-from-env';

import {lookup} from './lookup.ts';

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** How long a proxy may take to respond to CONNECT, in milliseconds. */
const connectTimeout = 10_000;

/**
Connects through a proxy, and disconnects from one that does not respond to CONNECT. Aborting the
request cannot do that: before the response, it has no socket.

@throws for an invalid proxy URL.
*/
export class ProxyAgent extends HttpsProxyAgent<string> {
	constructor(proxy: string) {
		super(proxy, {keepAlive: true, lookup});
	}

	override async connect(request: ClientRequest, options: ConnectOptions) {
		const controller = new AbortController();
		const timer = setTimeout(() => controller.abort(), connectTimeout);
		timer.unref();
		/* Read synchronously by what follows; the signal has no effect once connected. */
		this.connectOpts = {...this.connectOpts, signal: controller.signal};
		try {
			return await super.connect(request, options);
		} finally {
			clearTimeout(timer);
		}
	}
}
