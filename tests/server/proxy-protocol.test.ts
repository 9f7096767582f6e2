import {describe, expect, it} from 'vitest';
import {createTrustedProxies, parseProxyHeader} from '../../source/server/proxy-protocol.ts';

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

const version2 = (command: number, family: number, block: Buffer) =>
	Buffer.concat([
		signature,
		Buffer.of(0x20 | command, family, block.length >> 8, block.length & 255),
		block,
	]);

const ipv4 = Buffer.from('c0000207c0000201d90308ae', 'hex');
const ipv6 = Buffer.from(`20010db8000100020000000000000007${'0'.repeat(32)}d90308ae`, 'hex');

const rest = Buffer.from('SSH-2.0-client\r\n');

const valid: readonly [name: string, header: Buffer, address: string | undefined][] = [
	['version 1, IPv4', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 55555 22\r\n'), '192.0.2.7'],
	[
		'version 1, IPv6',
		Buffer.from('PROXY TCP6 2001:db8::7 2001:db8::1 55555 22\r\n'),
		'2001:db8::7',
	],
	['version 1, unknown', Buffer.from('PROXY UNKNOWN\r\n'), undefined],
	['version 1, unknown with more', Buffer.from('PROXY UNKNOWN ::1 ::1 1 2\r\n'), undefined],
	['version 2, IPv4', version2(1, 0x11, ipv4), '192.0.2.7'],
	['version 2, IPv6', version2(1, 0x21, ipv6), '2001:db8:1:2:0:0:0:7'],
	[
		'version 2, IPv4 with TLVs',
		version2(1, 0x11, Buffer.concat([ipv4, Buffer.alloc(100)])),
		'192.0.2.7',
	],
	['version 2, local', version2(0, 0, Buffer.alloc(0)), undefined],
	['version 2, local, of any family', version2(0, 0x77, ipv4), undefined],
	['version 2, unspecified', version2(1, 0x00, Buffer.alloc(0)), undefined],
	['version 2, unspecified with more', version2(1, 0x00, Buffer.alloc(300)), undefined],
	['version 2, a UNIX socket', version2(1, 0x31, Buffer.alloc(216)), undefined],
	['version 2, UDP', version2(1, 0x12, ipv4), undefined],
	['version 2, IPv4 without a transport', version2(1, 0x10, ipv4), undefined],
	[
		'version 2, IPv6 with 4 kB of TLVs',
		version2(1, 0x21, Buffer.concat([ipv6, Buffer.alloc(4096)])),
		'2001:db8:1:2:0:0:0:7',
	],
	[
		'version 2, a UNIX socket with 4 kB of TLVs',
		version2(1, 0x31, Buffer.alloc(216 + 4096)),
		undefined,
	],
];

describe.each(valid)('%s', (name, header, address) => {
	it('is read, without a byte of what follows', () => {
		expect(parseProxyHeader(Buffer.concat([header, rest]))).toEqual({
			...(address === undefined ? {} : {address}),
			isLocal: / (?:local|unknown)/.test(name),
			length: header.length,
		});
	});

	it('is waited for, byte by byte', () => {
		for (let length = 0; length < header.length; length++) {
			expect(parseProxyHeader(header.subarray(0, length))).toBe('incomplete');
		}
	});
});

it.each([
	['no header', rest],
	['version 1 without end', Buffer.from(`PROXY TCP4 ${'1'.repeat(200)}`)],
	['version 1, a name for an address', Buffer.from('PROXY TCP4 localhost 192.0.2.1 1 2\r\n')],
	['version 1, IPv6 as IPv4', Buffer.from('PROXY TCP4 ::1 ::1 1 2\r\n')],
	['version 1, not an address', Buffer.from('PROXY TCP4 999.1.1.1 192.0.2.1 1 2\r\n')],
	['version 1, more words', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 1 2 3\r\n')],
	['version 2, more than 4 kB of TLVs', version2(1, 0x31, Buffer.alloc(216 + 4097))],
	['version 2, local with more than 4 kB', version2(0, 0, Buffer.alloc(65_535))],
	['version 2, a block that is too short', version2(1, 0x11, Buffer.alloc(4))],
	['version 2, IPv6 in a block for IPv4', version2(1, 0x21, ipv4)],
	['version 2, a UNIX socket in a block for IPv6', version2(1, 0x31, ipv6)],
	['version 2, an unknown family', version2(1, 0x41, Buffer.alloc(216))],
	['version 2, an unknown transport', version2(1, 0x13, ipv4)],
	['version 2, an unknown command', version2(2, 0x11, ipv4)],
	['version 3', Buffer.concat([signature, Buffer.of(0x31, 0x11, 0, 12), ipv4])],
])('refuses %s', (_name, bytes) => {
	expect(parseProxyHeader(bytes)).toBe('invalid');
});

describe('trusted proxies', () => {
	it('trusts nobody by default', () => {
		expect(createTrustedProxies([])('127.0.0.1')).toBe(false);
	});

	it.each([
		['192.0.2.7', true],
		['192.0.2.8', false],
		['10.1.2.3', true],
		['::ffff:10.1.2.3', true],
		['::ffff:a01:203', true],
		['::ffff:b00:1', false],
		['11.0.0.1', false],
		['fd00::1', true],
		['fe80::1', false],
		['', false],
		['nonsense', false],
	])('%s: %s', (address, trusted) => {
		const isTrusted = createTrustedProxies(['192.0.2.7', '10.0.0.0/8', 'fd00::/8']);
		expect(isTrusted(address)).toBe(trusted);
	});

	it.each(['nonsense', '10.0.0.0/99', '10.0.0.0/x', ''])('refuses "%s" as a network', network => {
		expect(() => createTrustedProxies([network])).toThrow(/neither an address nor a network/);
	});
});
