import {expect, it} from 'vitest';
import {createTrustedProxies} from '../../source/server/trusted-proxies.ts';

it('trusts nobody unless told', () => {
	expect(createTrustedProxies([])('127.0.0.1')).toBe(false);
});

it.each([
	['192.0.2.7', true],
	['192.0.2.8', false],
	['10.1.2.3', true],
	['::ffff:10.1.2.3', true],
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
