import {isIP} from 'node:net';

/*
The PROXY protocol, versions 1 and 2, as far as a server needs it: whose connection a proxy
hands on. https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt
*/

export type ProxyHeader = {
	/** Whose connection it is; nothing if it is the proxy's own, to see whether the server lives. */
	readonly address?: string;
	/** Bytes that the header takes. */
	readonly length: number;
};

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** The longest line of version 1, by its definition. */
const longestLine = 107;

/** Version 2 may carry more (TLVs), but no proxy in use sends as much. */
const longestBlock = 536;

const readVersion1 = (bytes: Buffer): ProxyHeader | 'incomplete' | 'invalid' => {
	const end = bytes.subarray(0, longestLine).indexOf('\r\n');
	if (end === -1) {
		return bytes.length < longestLine ? 'incomplete' : 'invalid';
	}

	const line = bytes.toString('latin1', 0, end);
	const length = end + 2;
	if (line === 'PROXY UNKNOWN' || line.startsWith('PROXY UNKNOWN ')) {
		return {length};
	}

	const [, family, address = '', destination = ''] =
		/^PROXY TCP([46]) ([\da-f.:]+) ([\da-f.:]+) \d{1,5} \d{1,5}$/i.exec(line) ?? [];
	return String(isIP(address)) === family && String(isIP(destination)) === family
		? {address, length}
		: 'invalid';
};

const readVersion2 = (bytes: Buffer): ProxyHeader | 'incomplete' | 'invalid' => {
	if (bytes.length < 16) {
		return 'incomplete';
	}

	const [versionAndCommand = 0, familyAndTransport = 0] = bytes.subarray(12, 14);
	const block = bytes.readUInt16BE(14);
	const length = 16 + block;
	if (versionAndCommand >> 4 !== 2 || block > longestBlock) {
		return 'invalid';
	}

	if (bytes.length < length) {
		return 'incomplete';
	}

	if ((versionAndCommand & 15) === 0) {
		return {length};
	}

	if ((versionAndCommand & 15) !== 1) {
		return 'invalid';
	}

	switch (familyAndTransport) {
		case 0x11:
			return block >= 12 ? {address: [...bytes.subarray(16, 20)].join('.'), length} : 'invalid';
		case 0x21: {
			const groups = Array.from({length: 8}, (_, index) =>
				bytes.length >= 32 ? bytes.readUInt16BE(16 + index * 2).toString(16) : '0',
			);
			return block >= 36 ? {address: groups.join(':'), length} : 'invalid';
		}

		default:
			return 'invalid';
	}
};

/** Reads a header from the first bytes of a connection. */
export const readProxyHeader = (bytes: Buffer): ProxyHeader | 'incomplete' | 'invalid' => {
	const startsLike = (expected: Buffer) =>
		bytes.subarray(0, expected.length).equals(expected.subarray(0, bytes.length));
	if (startsLike(signature)) {
		return bytes.length < signature.length ? 'incomplete' : readVersion2(bytes);
	}

	return startsLike(Buffer.from('PROXY ')) ? readVersion1(bytes) : 'invalid';
};
