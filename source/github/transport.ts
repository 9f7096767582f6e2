/** One exchange with a server: no redirects, no retries, no judgment of the status. */
export type TransportRequest = {
	readonly url: URL;
	readonly method: 'GET' | 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
	/** Aborts the exchange; its reason is what the caller gets. */
	readonly signal: AbortSignal;
	/** An answer of more bytes, once decompressed, is refused. */
	readonly largest: number;
};

export type TransportAnswer = {
	readonly status: number;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/**
How requests leave the program: Node's sockets, or what a page has.

@throws {SourceError}
*/
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;
