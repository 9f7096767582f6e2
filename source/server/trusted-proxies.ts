import {BlockList, isIP} from 'node:net';
import {UserError} from '../text/user-error.ts';

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
@param networks - Addresses and networks, as `10.0.0.0/8` or `fd00::/8`.
@returns whether an address is one of them.
@throws {UserError} if one is not an address or a network.
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
				`--trusted-proxies: "${network}" is neither an address nor a network as in 10.0.0.0/8`,
			);
		}
	}

	return address => {
		const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
		const bare = mapped ?? address;
		return isIP(bare) !== 0 && list.check(bare, familyOf(bare));
	};
};
