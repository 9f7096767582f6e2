import {describe, expect, it} from 'vitest';
import {readProxyHeader} from '../../source/server/proxy-protocol.ts';

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
];

describe.each(valid)('%s', (_name, header, address) => {
	it('is read, and no byte more', () => {
		expect(readProxyHeader(Buffer.concat([header, rest]))).toEqual({
			...(address === undefined ? {} : {address}),
			length: header.length,
		});
	});

	it('is waited for, byte by byte', () => {
		for (let length = 0; length < header.length; length++) {
			expect(readProxyHeader(header.subarray(0, length))).toBe('incomplete');
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
	['version 2, a longer block than any proxy sends', version2(1, 0x11, Buffer.alloc(600))],
	['version 2, a block that is too short', version2(1, 0x11, Buffer.alloc(4))],
	['version 2, a socket file', version2(1, 0x31, Buffer.alloc(216))],
	['version 2, an unknown command', version2(2, 0x11, ipv4)],
	['version 3', Buffer.concat([signature, Buffer.of(0x31, 0x11, 0, 12), ipv4])],
])('refuses %s', (_name, bytes) => {
	expect(readProxyHeader(bytes)).toBe('invalid');
});
