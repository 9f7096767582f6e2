import type {ClientRequest} from 'node:http';
import {HttpsProxyAgent} from 'https-proxy-agent';

export {getProxyForUrl} from 'proxy-from-env';

import {lookup} from './lookup.ts';

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Milliseconds that a proxy has to answer CONNECT. */
const connectTimeout = 10_000;

/**
Reaches servers through a proxy, and hangs up on one that does not answer CONNECT. An aborted request
cannot do that: it has no socket before the answer.

@throws for what is no address of a proxy.
*/
export class ProxyAgent extends HttpsProxyAgent<string> {
	constructor(proxy: string) {
		super(proxy, {keepAlive: true, lookup});
	}

	override async connect(request: ClientRequest, options: ConnectOptions) {
		const controller = new AbortController();
		const timer = setTimeout(() => controller.abort(), connectTimeout);
		timer.unref();
		/* Read at once by what follows; an established connection is not in its reach. */
		this.connectOpts = {...this.connectOpts, signal: controller.signal};
		try {
			return await super.connect(request, options);
		} finally {
			clearTimeout(timer);
		}
	}
}
