import {BlockList, isIP, type Socket} from 'node:net';
import {UserError} from '../text/user-error.ts';

/*
The PROXY protocol, versions 1 and 2: how a load balancer passes on a client's address.
https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt
*/

export type ProxyHeader = {
	/** The client's address. Without one, the connection's own address is used. */
	readonly address?: string;
	/** Whether the proxy connects on its own behalf, as it does for health checks. */
	readonly isLocal: boolean;
	/** Length of the header in bytes. */
	readonly length: number;
};

type Parsed = ProxyHeader | 'incomplete' | 'invalid';

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** Including CRLF, as the specification says. */
const maxLineLength = 107;

/** Bytes of addresses in a version 2 header, by address family. */
const addressLengths = {unspecified: 0, ipv4: 12, ipv6: 36, unix: 216};
const families = ['unspecified', 'ipv4', 'ipv6', 'unix'] as const;

/** Cloud load balancers append their own fields (TLVs), client certificates among them. */
const maxFieldsLength = 4096;
const maxBlockLength = addressLengths.unix + maxFieldsLength;

const datagram = 2;

const parseVersion1 = (bytes: Buffer): Parsed => {
	const end = bytes.subarray(0, maxLineLength).indexOf('\r\n');
	if (end === -1) {
		return bytes.length < maxLineLength ? 'incomplete' : 'invalid';
	}

	const line = bytes.toString('latin1', 0, end);
	const length = end + 2;
	if (line === 'PROXY UNKNOWN' || line.startsWith('PROXY UNKNOWN ')) {
		return {isLocal: true, length};
	}

	const [, family, address = '', destination = ''] =
		/^PROXY TCP([46]) ([\da-f.:]+) ([\da-f.:]+) \d{1,5} \d{1,5}$/i.exec(line) ?? [];
	return String(isIP(address)) === family && String(isIP(destination)) === family
		? {address, isLocal: false, length}
		: 'invalid';
};

const parseVersion2 = (bytes: Buffer): Parsed => {
	if (bytes.length < 16) {
		return 'incomplete';
	}

	const [versionAndCommand = 0, familyAndTransport = 0] = bytes.subarray(12, 14);
	const command = versionAndCommand & 15;
	const blockLength = bytes.readUInt16BE(14);
	const length = 16 + blockLength;
	if (versionAndCommand >> 4 !== 2 || command > 1 || blockLength > maxBlockLength) {
		return 'invalid';
	}

	if (bytes.length < length) {
		return 'incomplete';
	}

	if (command === 0) {
		return {isLocal: true, length};
	}

	const family = families[familyAndTransport >> 4];
	const transport = familyAndTransport & 15;
	if (family === undefined || transport > datagram || blockLength < addressLengths[family]) {
		return 'invalid';
	}

	/* Receivers treat anything that they cannot use like UNSPEC. */
	const source = bytes.subarray(16, 16 + addressLengths[family] / 2 - 2);
	switch (familyAndTransport) {
		case 0x11:
			return {address: source.join('.'), isLocal: false, length};
		case 0x21: {
			const groups = Array.from({length: 8}, (_, index) => source.readUInt16BE(index * 2));
			const address = groups.map(group => group.toString(16)).join(':');
			return {address, isLocal: false, length};
		}

		default:
			return {isLocal: false, length};
	}
};

/** Parses a header from the first bytes of a connection. */
export const parseProxyHeader = (bytes: Buffer): Parsed => {
	const startsLike = (expected: Buffer) =>
		bytes.subarray(0, expected.length).equals(expected.subarray(0, bytes.length));
	if (startsLike(signature)) {
		return bytes.length < signature.length ? 'incomplete' : parseVersion2(bytes);
	}

	return startsLike(Buffer.from('PROXY ')) ? parseVersion1(bytes) : 'invalid';
};

/** Proxies send their header at once: this long is plenty. In milliseconds. */
const headerTimeout = 3000;

/*
After `pause()` alone, Node would still read into its own buffer, which is not sent along with the
socket to another process.
*/
const stopReading = (socket: Socket) => {
	const {_handle: handle} = socket as unknown as {_handle?: {readStop: () => void} | null};
	handle?.readStop();
};

/**
Reads the PROXY header from a socket that was accepted paused, and pauses it again.

@returns the header and any bytes that arrived after it; `undefined` without a valid header in time,
or if the socket closes.
*/
export const readProxyHeader = (
	socket: Socket,
): Promise<{readonly header: ProxyHeader; readonly leadingBytes: Buffer} | undefined> =>
	new Promise(resolve => {
		let bytes = Buffer.alloc(0);
		const settle = (result?: {header: ProxyHeader; leadingBytes: Buffer}) => {
			clearTimeout(timer);
			stopReading(socket);
			socket.off('data', receive).off('close', fail).pause();
			resolve(result);
		};
		const fail = () => settle();
		const receive = (chunk: Buffer) => {
			bytes = Buffer.concat([bytes, chunk]);
			const header = parseProxyHeader(bytes);
			if (header === 'invalid') {
				fail();
			} else if (header !== 'incomplete') {
				settle({header, leadingBytes: bytes.subarray(header.length)});
			}
		};
		const timer = setTimeout(fail, headerTimeout);
		socket.on('data', receive).on('close', fail).resume();
	});

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
@returns a function that says whether an address is that of a trusted proxy.

@param networks - Addresses and networks, like `10.0.0.0/8` or `fd00::/8`.
@throws {UserError} if one is neither.
*/
export const createTrustedProxies = (
	networks: readonly string[],
): ((address: string) => boolean) => {
	const list = new BlockList();
	for (const network of networks) {
		const [address = '', prefix] = network.split('/');
		try {
			if (prefix === undefined) {
				list.addAddress(address, familyOf(address));
			} else {
				list.addSubnet(address, Number(prefix), familyOf(address));
			}
		} catch {
			throw new UserError(
				`--trusted-proxies: "${network}" is neither an address nor a network like 10.0.0.0/8`,
			);
		}
	}

	/* An IPv4-mapped IPv6 address matches the rules for IPv4. */
	return address => isIP(address) !== 0 && list.check(address, familyOf(address));
};
