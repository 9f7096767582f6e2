/** One exchange with a server: no redirects, no retries, no judgment of the status. */
export type TransportRequest = {
	readonly url: URL;
	readonly method: 'GET' | 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
	/** Aborts the exchange, which then rejects with the signal's reason. */
	readonly signal: AbortSignal;
	/** A response of more bytes, once decompressed, is rejected. */
	readonly maxBytes: number;
};

export type TransportResponse = {
	readonly status: number;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/**
Sends a request.

@throws {SourceError}
*/
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
